//! The templates and fonts for PDFs, those of the school in the place of those compiled in.

use std::borrow::Cow;

use super::PdfCompiler;

use crate::diag::{Finding, catalogue as code};
use crate::theme::{self, Files};
use crate::world::{Input, World};

/// What the cache may take on the disk.
const CACHE: u64 = 256 * 1024 * 1024;
/// Where templates import the tokens from.
const TOKENS: &str = "pdf/tokens.typ";

/// What makes PDFs with the files of this theme. A font that cannot be read is a finding.
pub fn load(input: &Input, name: &str, world: &dyn World) -> (Option<PdfCompiler>, Vec<Finding>) {
    let own = format!("themes/{name}/");
    let of_school = input.themes.iter().filter_map(|(path, bytes)| {
        let inner = path.strip_prefix(&own)?;
        Some((inner.to_string(), Cow::Owned(bytes.to_vec())))
    });
    let built_in = theme::default_files().into_iter().map(|(path, bytes)| (path, Cow::Borrowed(bytes)));
    let (mut templates, mut own_templates, mut fonts) = (Files::new(), Files::new(), Files::new());
    let mut sort = |(path, bytes): (String, Cow<'static, [u8]>), templates: &mut Files| {
        let extension = path.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
        if path.starts_with("pdf/") && extension == "typ" {
            templates.insert(path, bytes);
        } else if path.starts_with("fonts/") && matches!(extension.as_str(), "ttf" | "otf" | "ttc" | "otc") {
            fonts.insert(path, bytes);
        }
    };
    built_in.for_each(|file| sort(file, &mut templates));
    of_school.for_each(|file| sort(file, &mut own_templates));
    // The tokens as Typst reads them: the school's doing where it has some.
    let tokens = theme::tokens(input, name).0.typst().into_bytes();
    let place = if theme::has_own_tokens(input, name) { &mut own_templates } else { &mut templates };
    place.entry(TOKENS.to_string()).or_insert(Cow::Owned(tokens));
    let (compiler, broken) = PdfCompiler::new(templates, own_templates, &fonts, world.cache("pdf", CACHE));
    let finding = |path: String| Finding::about(&code::FONT_UNREADABLE, format!("{own}{path}"));
    (Some(compiler), broken.into_iter().map(finding).collect())
}
