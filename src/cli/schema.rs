//! `krijt schema`.

use std::path::PathBuf;

use clap::Args;

use super::{Say, exit, not_written, say};
use crate::diag::Lang;
use crate::disk::create;
use crate::scaffold;
use crate::schema;

#[derive(Args)]
pub struct Schema {
    #[arg(conflicts_with = "all")]
    kind: Option<String>,
    #[arg(long)]
    all: bool,
    #[arg(long, value_name = "DIR")]
    root: Option<PathBuf>,
    #[command(flatten)]
    say: Say,
}

impl Schema {
    pub fn run(&self) -> u8 {
        let lang = self.say.lang();
        if self.all {
            return self.write_all(lang);
        }
        let subjects = schema::subjects();
        let Some(word) = &self.kind else {
            for subject in &subjects {
                say_line!("{:12} {:12} {}", subject.words[0], subject.words[1], subject.files);
            }
            return exit::CLEAN;
        };
        match subjects.iter().find(|subject| subject.is_called(word)) {
            Some(subject) => {
                say_line!("{}", schema::render(subject).trim_end());
                exit::CLEAN
            }
            None => {
                let words = subjects.iter().flat_map(|subject| subject.words);
                match (lang, crate::suggest::closest(word, words)) {
                    (Lang::Nl, Some(near)) => complain!("Er is geen schema `{word}`. Bedoelde je `{near}`?"),
                    (Lang::Nl, None) => complain!("Er is geen schema `{word}`. Alle schema's: krijt schema"),
                    (Lang::En, Some(near)) => complain!("There is no schema `{word}`. Did you mean `{near}`?"),
                    (Lang::En, None) => complain!("There is no schema `{word}`. All schemas: krijt schema"),
                }
                exit::USAGE
            }
        }
    }

    fn write_all(&self, lang: Lang) -> u8 {
        let root = self.root.clone().unwrap_or_else(super::find_root);
        let files = scaffold::schemas();
        for file in &files {
            if let Err(failure) = create::generated(&root.join(&file.path), &file.bytes) {
                complain!("{}", not_written(&failure, lang));
                return exit::ENVIRONMENT;
            }
        }
        let count = files.len();
        say_line!("{}: {count} {}", scaffold::SCHEMAS, say(lang, "schema's geschreven", "schemas written"));
        exit::CLEAN
    }
}
