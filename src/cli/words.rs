//! What krijt says of itself on the command line: `messages/<lang>/command-line.yaml`, compiled in, read when somebody asks
//! for help or makes a mistake.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use clap::{Arg, ArgAction, Command};

use crate::diag::Lang;

macro_rules! file {
    ($lang:literal) => {
        include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/messages/", $lang, "/command-line.yaml"))
    };
}

static NL: LazyLock<CommandWords> = LazyLock::new(|| CommandWords::read(file!("nl")));
static EN: LazyLock<CommandWords> = LazyLock::new(|| CommandWords::read(file!("en")));

/// By command, or by what several have in common; then by argument.
pub struct CommandWords(BTreeMap<String, BTreeMap<String, String>>);

impl CommandWords {
    pub fn of(lang: Lang) -> &'static CommandWords {
        lang.of([&*NL, &*EN])
    }

    fn read(text: &str) -> CommandWords {
        CommandWords(serde_yaml::from_str(text).unwrap_or_default())
    }

    fn find(&self, group: &str, key: &str) -> Option<&str> {
        Some(self.0.get(group)?.get(key)?.trim_end())
    }

    fn get<'a>(&'a self, group: &str, key: &'a str) -> &'a str {
        self.find(group, key).unwrap_or(key)
    }

    /// What is wrong with a command, with its places filled in.
    pub fn mistake(&self, key: &str, values: &[(&str, &str)]) -> String {
        let text = self.find("mistakes", key).unwrap_or_default().to_string();
        values.iter().fold(text, |text, (name, value)| text.replace(&format!("{{{name}}}"), value))
    }

    /// The command and all below it, in words.
    pub fn dress(&'static self, command: Command) -> Command {
        let names: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_string()).collect();
        let shown = |sub: &&Command| !sub.is_hide_set();
        let rows: Vec<String> = command.get_subcommands().filter(shown).map(|sub| self.row(sub.get_name())).collect();
        let frame = |key| self.get("frame", key);
        let template = format!(
            "{{about-with-newline}}\n{}: {{usage}}\n\n{}:\n{}\n\n{}:\n{{options}}{{after-help}}",
            frame("usage"),
            frame("commands"),
            rows.join("\n"),
            frame("options")
        );
        let version = Arg::new("version").short('V').long("version").action(ArgAction::Version);
        let command = self.told(command, "krijt", &[]).disable_version_flag(true).help_template(template);
        let usage = format!("krijt {}", frame("command_sign"));
        let command = command.arg(version.help(self.of_argument("krijt", "version"))).override_usage(usage);
        names.iter().fold(command, |command, name| command.mut_subcommand(name, |sub| self.dress_sub(sub, name)))
    }

    /// `bouw (build)  Maak de site`
    fn row(&self, name: &str) -> String {
        let verb = self.get(name, "verb");
        let both = if verb == name { name.to_string() } else { format!("{verb} ({name})") };
        format!("  {both:20} {}", self.get(name, "about"))
    }

    fn dress_sub(&'static self, command: Command, name: &str) -> Command {
        let frame = |key| self.get("frame", key);
        let headings = [frame("arguments"), frame("options")];
        let command = self.told(command, name, &headings);
        // clap has no words for these but its own.
        let usage = command.clone().render_usage().to_string();
        let rest = usage.split_once(name).map_or("", |(_, rest)| rest).replace("[OPTIONS]", frame("options_sign"));
        let template = format!("{{about-with-newline}}\n{}: {{usage}}\n\n{{all-args}}{{after-help}}", frame("usage"));
        command.override_usage(format!("krijt {}{rest}", self.get(name, "verb"))).help_template(template)
    }

    /// What it is, examples, and every argument; `headings` are those of arguments and of options.
    fn told(&'static self, command: Command, name: &str, headings: &[&'static str]) -> Command {
        let help = Arg::new("help").short('h').long("help").action(ArgAction::Help);
        let examples = self.get(name, "examples").lines().map(|line| format!("\n  {line}")).collect::<String>();
        command
            .about(self.get(name, "about").to_string())
            .after_help(format!("{}:{examples}", self.get("frame", "examples")))
            .disable_help_flag(true)
            .arg(help)
            .mut_args(|arg| self.argument(arg, name, headings))
    }

    fn argument(&'static self, arg: Arg, command: &str, headings: &[&'static str]) -> Arg {
        let mut help = self.of_argument(command, arg.get_id().as_str());
        if arg.get_action().takes_values() {
            let defaults: Vec<_> = arg.get_default_values().iter().map(|value| value.to_string_lossy()).collect();
            let choices: Vec<String> = arg.get_possible_values().iter().map(|one| one.get_name().to_string()).collect();
            for (key, values) in [("default", defaults.join(", ")), ("choose", choices.join(", "))] {
                if !values.is_empty() {
                    help.push_str(&format!(" [{}: {values}]", self.get("frame", key)));
                }
            }
        }
        let names = arg.get_value_names().map(|names| names.iter().filter_map(|name| self.find("values", name)));
        let names: Option<Vec<&'static str>> = names.map(Iterator::collect);
        let heading = headings.get(usize::from(!arg.is_positional())).copied();
        let arg = arg.help(help).hide_default_value(true).hide_possible_values(true);
        let arg = if let Some(heading) = heading { arg.help_heading(heading) } else { arg };
        match names {
            Some(names) if arg.get_action().takes_values() && !names.is_empty() => arg.value_names(names),
            _ => arg,
        }
    }

    fn of_argument(&self, command: &str, id: &str) -> String {
        self.find(command, id).unwrap_or_else(|| self.get("shared", id)).to_string()
    }

    /// The headings of a manual page.
    pub fn headings(&self, page: &str) -> String {
        let line = |line: &str| {
            let heading = line.strip_prefix(".SH ").and_then(|name| self.find("man_headings", name.trim_matches('"')));
            heading.map_or_else(|| line.to_string(), |heading| format!(".SH {heading}"))
        };
        page.lines().map(line).map(|line| line + "\n").collect()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use clap::CommandFactory;

    use super::*;

    /// Both files say the same things, all that there is and nothing else.
    #[test]
    fn every_command_and_argument_has_its_words_in_both_languages() {
        let keys = |words: &CommandWords| -> BTreeSet<(String, String)> {
            let of_group = |(group, rows): (&String, &BTreeMap<String, String>)| {
                rows.keys().map(|key| (group.clone(), key.clone())).collect::<Vec<_>>()
            };
            words.0.iter().flat_map(of_group).collect()
        };
        let [nl, en] = [Lang::Nl, Lang::En].map(CommandWords::of);
        assert_eq!(keys(nl), keys(en));
        let mut used = BTreeSet::new();
        let root = crate::cli::Cli::command();
        for command in root.get_subcommands().chain([&root]) {
            let name = command.get_name();
            for key in ["verb", "about", "examples"] {
                assert!(nl.find(name, key).is_some(), "{name} has no {key}");
                used.insert((name.to_string(), key.to_string()));
            }
            let verb = nl.get(name, "verb");
            assert!(name == verb || command.get_all_aliases().any(|alias| alias == verb), "{name} is not {verb}");
            for id in command.get_arguments().filter(|arg| !arg.is_hide_set()).map(|arg| arg.get_id().as_str()) {
                let group = if nl.find(name, id).is_some() { name } else { "shared" };
                assert!(nl.find(group, id).is_some(), "{name} {id} has no words");
                used.insert((group.to_string(), id.to_string()));
            }
        }
        let is_frame = |group: &str| ["frame", "values", "man_headings", "mistakes"].contains(&group);
        let unused: Vec<_> = keys(nl).into_iter().filter(|key| !is_frame(&key.0) && !used.contains(key)).collect();
        let built_in = [("shared", "help"), ("shared", "version")].map(|(a, b)| (a.to_string(), b.to_string()));
        assert_eq!(unused, built_in, "nobody has these");
    }

    #[test]
    fn the_commands_are_whole() {
        for lang in [Lang::Nl, Lang::En] {
            CommandWords::of(lang).dress(crate::cli::Cli::command()).debug_assert();
        }
    }
}
