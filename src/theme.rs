//! The theme: templates, icons and assets. The default one is compiled in; files in `themes/<name>/` replace it one by
//! one. Scripts and style sheets come in small parts (`parts`), colours and measures from one file (`tokens`). The only
//! place that knows Tera; what PDFs need of a theme is read by `pdf`.

mod margins;
mod parts;
mod tokens;
mod words;

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, OnceLock};

use include_dir::{Dir, include_dir};
use rustc_hash::FxHashMap;
use tera::{Context, ErrorKind, Kwargs, State, Tera, Value};

use crate::config::Config;
use crate::diag::{At, Finding, Fix, catalogue as code};
use crate::source::{Place, Source, SourceId, Span, word_in};
use crate::wording::{self, WordTable, Wording, Wordings};
use crate::world::Input;
use parts::Parts;

pub use self::tokens::{NotAToken, Token, Tokens};

/// A style sheet of the school's own, in its theme: pages link it after all others.
const OWN_STYLE: &str = "eigen.css";

static DEFAULT: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../themes/krijt");

#[derive(Default)]
pub struct Theme {
    name: String,
    tera: Tera,
    icons: HashMap<String, String>,
    wordings: Wordings,
    /// The words of each language as templates have them: those of pages, and those of plain text.
    spoken: BTreeMap<String, [OnceLock<Value>; 2]>,
    tokens: Tokens,
    /// By path in the output.
    assets: Files,
    /// The source of each template that the school replaced.
    sources: HashMap<String, SourceId>,
    /// What it was made of: the school's own files, and the texts of its templates.
    files: Vec<(String, Arc<[u8]>)>,
    texts: Vec<Option<Arc<Source>>>,
}

/// Files by their path below the theme.
pub type Files = BTreeMap<String, Cow<'static, [u8]>>;

/// The files of the compiled-in theme: path below the theme, and bytes.
pub fn default_files() -> Vec<(String, &'static [u8])> {
    fn walk(dir: &'static Dir<'static>, files: &mut Vec<(String, &'static [u8])>) {
        for file in dir.files() {
            let path = file.path().to_string_lossy().replace('\\', "/");
            files.push((path, file.contents()));
        }
        for dir in dir.dirs() {
            walk(dir, files);
        }
    }
    let mut files = Vec::new();
    walk(&DEFAULT, &mut files);
    files.sort();
    files
}

impl Theme {
    /// Puts the theme together. A template that cannot be read is a finding at its own line.
    pub fn load(input: &Input, config: &Config) -> (Theme, Vec<Finding>) {
        let name = config.site.theme.clone();
        let own = format!("themes/{name}/");
        let mut findings = Vec::new();
        if name != "krijt" && !input.themes.keys().any(|path| path.starts_with(&own)) {
            findings.push(unknown_theme(input, &name));
        }
        let mut templates: BTreeMap<String, Cow<'static, str>> = BTreeMap::new();
        let mut parts = Parts::default();
        let mut theme = Theme { name, ..Theme::default() };
        let mut words: BTreeMap<String, WordTable> = BTreeMap::new();
        for (path, bytes) in default_files() {
            theme.add(&path, Cow::Borrowed(bytes), &mut templates, &mut parts);
        }
        for (path, bytes) in &input.themes {
            let Some(inner) = path.strip_prefix(&own) else { continue };
            theme.files.push((path.clone(), Arc::clone(bytes)));
            theme.texts.push(input.sources.find(path).and_then(|id| input.sources.share(id)));
            if let Some(id) = input.sources.find(path) {
                let template = inner.strip_prefix("templates/").unwrap_or(inner).to_string();
                theme.sources.insert(template.clone(), id);
                if let Some(lang) = words::language(inner) {
                    let (table, found) = wording::own(id, input.sources.get(id), lang);
                    words.insert(lang.to_string(), table);
                    findings.extend(found);
                    continue;
                }
                templates.insert(template, Cow::Owned(input.sources.get(id).text.clone()));
            } else {
                theme.add(inner, Cow::Owned(bytes.to_vec()), &mut templates, &mut parts);
            }
        }
        let (tokens, broken) = tokens(input, &theme.name);
        findings.extend(broken);
        theme.wordings = Wordings::new(&config.site.lang, words);
        for (whole, bytes) in parts.joined(&tokens, &margins::css(&theme.wordings)) {
            // A school that has the whole file, as before there were parts, keeps it.
            theme.assets.entry(whole).or_insert(Cow::Owned(bytes));
        }
        theme.tokens = tokens;
        let has_own_style = theme.assets.contains_key(&format!("assets/{OWN_STYLE}"));
        theme.tera.register_function("own_style", move |_: Kwargs, _: &State| has_own_style);
        theme.spoken = theme.wordings.languages().map(|lang| (lang.to_string(), Default::default())).collect();
        theme.tera.register_filter("with", words::with);
        theme.tera.register_filter("safe", words::as_it_is);
        let icons: FxHashMap<String, Value> =
            theme.icons.iter().map(|(name, icon)| (name.clone(), Value::safe_string(icon))).collect();
        theme.tera.register_function("icon", move |args: Kwargs, _: &State| -> tera::TeraResult<Value> {
            let name: &str = args.must_get("name")?;
            Ok(icons.get(name).cloned().unwrap_or_else(|| Value::safe_string("")))
        });
        if let Err(error) =
            theme.tera.add_raw_templates(templates.iter().map(|(name, text)| (name.as_str(), text.as_ref())))
        {
            findings.push(theme.finding(&error));
        }
        (theme, findings)
    }

    /// Would loading it from this input give the same again?
    pub fn is_of(&self, input: &Input, config: &Config) -> bool {
        let own = format!("themes/{}/", self.name);
        let files = input.themes.iter().filter(|(path, _)| path.starts_with(&own));
        let same = |(path, bytes): (&String, &Arc<[u8]>), known: &(String, Arc<[u8]>), text: &Option<Arc<Source>>| {
            let id = input.sources.find(path);
            let template = path[own.len()..].strip_prefix("templates/").unwrap_or(&path[own.len()..]);
            *path == known.0
                && Arc::ptr_eq(bytes, &known.1)
                && self.sources.get(template).copied() == id
                && match (id.and_then(|id| input.sources.share(id)), text) {
                    (Some(now), Some(then)) => Arc::ptr_eq(&now, then),
                    (None, None) => true,
                    _ => false,
                }
        };
        self.name == config.site.theme
            && files.clone().count() == self.files.len()
            && files.zip(self.files.iter().zip(&self.texts)).all(|(file, (known, text))| same(file, known, text))
    }

    fn add(
        &mut self,
        path: &str,
        bytes: Cow<'static, [u8]>,
        templates: &mut BTreeMap<String, Cow<'static, str>>,
        parts: &mut Parts,
    ) {
        let Err(bytes) = parts.add(path, bytes) else { return };
        let text = |bytes: Cow<'static, [u8]>| String::from_utf8_lossy(&bytes).into_owned();
        match path.split_once('/') {
            Some(("templates", name)) => {
                templates.insert(name.to_string(), Cow::Owned(text(bytes)));
            }
            Some(("icons", name)) => {
                let name = name.trim_end_matches(".svg").to_string();
                self.icons.insert(name, text(bytes).trim().to_string());
            }
            Some(("assets", _)) => {
                self.assets.insert(path.to_string(), bytes);
            }
            None if path == OWN_STYLE => {
                self.assets.insert(format!("assets/{path}"), bytes);
            }
            _ => {}
        }
    }

    /// An icon as mark-up; empty when the theme has none of that name.
    pub fn icon(&self, name: &str) -> &str {
        self.icons.get(name).map_or("", String::as_str)
    }

    /// The words of a language, and where there are none, those of the site.
    pub fn words(&self, lang: &str) -> &Wording {
        self.wordings.of(lang)
    }

    /// The words of a language that [`Theme::words`] gives, as this template has them.
    pub fn spoken(&self, lang: &str, template: &str) -> Value {
        let is_text = template.ends_with(".txt");
        let make = || words::value(self.words(lang), if is_text { words::plain } else { words::safe });
        self.spoken.get(lang).map_or_else(make, |made| made[usize::from(is_text)].get_or_init(make).clone())
    }

    pub fn name(&self) -> &str {
        &self.name
    }

    pub fn tokens(&self) -> &Tokens {
        &self.tokens
    }

    pub fn assets(&self) -> &Files {
        &self.assets
    }

    /// Renders a template behind what is in `out`.
    pub fn render(&self, template: &str, context: &Context, out: &mut Vec<u8>) -> Result<(), Finding> {
        self.tera.render_to(template, context, out).map_err(|error| self.finding(&error))
    }

    fn finding(&self, error: &tera::Error) -> Finding {
        let path = |template: &str| format!("themes/{}/templates/{template}", self.name);
        match error.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
                let reason = report.message().to_string();
                let span = report.span();
                match self.sources.get(report.filename()) {
                    Some(file) => {
                        let place = Place { file: *file, span: Span::new(span.range.clone()) };
                        Finding::new(&code::TEMPLATE_ERROR, place).with("reason", reason)
                    }
                    None => {
                        let mut finding = Finding::about(&code::TEMPLATE_ERROR, "").with("reason", reason);
                        finding.at =
                            At::Path(path(report.filename()), Some(Box::new((span.start_line, span.start_col + 1))));
                        finding
                    }
                }
            }
            other => {
                let name = match other {
                    ErrorKind::CircularExtend { tpl, .. } | ErrorKind::CircularInclude { tpl, .. } => tpl.as_str(),
                    ErrorKind::MissingParent { current, .. } => current.as_str(),
                    ErrorKind::TemplateNotFound(name) => name.as_str(),
                    _ => "",
                };
                let finding = match self.sources.get(name) {
                    Some(file) => Finding::new(&code::TEMPLATE_ERROR, Place { file: *file, span: Span::default() }),
                    None => Finding::about(&code::TEMPLATE_ERROR, path(name)),
                };
                finding.with("reason", error.to_string().lines().next().unwrap_or_default())
            }
        }
    }
}

/// The tokens of the compiled-in theme.
pub fn default_tokens() -> Tokens {
    let mut tokens = Tokens::default();
    let file = DEFAULT.get_file(tokens::FILE).and_then(|file| file.contents_utf8());
    let _ = tokens.read(file.unwrap_or_default()); // a test holds that it can be read
    tokens
}

/// The tokens of the compiled-in theme with those of the school, and what is none in the school's file.
pub fn tokens(input: &Input, theme: &str) -> (Tokens, Option<Finding>) {
    let mut tokens = default_tokens();
    let path = format!("themes/{theme}/{}", tokens::FILE);
    let Some(bytes) = input.themes.get(&path) else { return (tokens, None) };
    let text = String::from_utf8_lossy(bytes);
    let broken = tokens.read(&text).err().map(|NotAToken(at)| {
        let line = text[..at].matches('\n').count() + 1;
        let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
        let column = text[start..at].chars().count() + 1;
        let found = text[at..].lines().next().unwrap_or_default().trim();
        let mut finding = Finding::about(&code::NOT_A_TOKEN, "").with("found", found);
        finding.at = At::Path(path, Some(Box::new((line, column))));
        finding
    });
    (tokens, broken)
}

/// Whether the school's theme has tokens of its own.
pub fn has_own_tokens(input: &Input, theme: &str) -> bool {
    input.themes.contains_key(&format!("themes/{theme}/{}", tokens::FILE))
}

fn unknown_theme(input: &Input, name: &str) -> Finding {
    let mut names: Vec<&str> = input.themes.keys().filter_map(|path| path.split('/').nth(1)).collect();
    names.push("krijt");
    names.sort_unstable();
    names.dedup();
    let near = crate::suggest::closest(name, names.iter().copied());
    let finding = match input.sources.find(crate::config::FILE) {
        Some(file) => {
            let text = &input.sources.get(file).text;
            let at = text.find(name).unwrap_or(0);
            let finding = Finding::new(&code::UNKNOWN_THEME, Place { file, span: Span::new(at..at + name.len()) });
            let word = word_in(text, Span::new(0..text.len()), name);
            finding.fixed_by(near.zip(word).map(|(near, word)| Fix::guess(word, near)))
        }
        None => Finding::about(&code::UNKNOWN_THEME, crate::config::FILE),
    };
    let is_fixed = finding.fix.is_some();
    finding.with("theme", name).maybe("suggestion", near.filter(|_| !is_fixed))
}
