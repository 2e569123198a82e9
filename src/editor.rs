//! Files that let an editor help: schemas for YAML files, blocks to fill in, and findings in the list of problems.
//!
//! What editors can do, as far as known: the YAML language server (VS Code, Zed, Helix, Neovim and others) reads the
//! schema that a `# yaml-language-server:` line or `yaml.schemas` names. It does not look at the front matter of
//! Markdown, so for that there are the blocks and the task below, and `krijt serve`.

use serde_json::{Map, Value, json};

use crate::body::blocks::{self, BLOCKS, Block};
use crate::diag::Lang;
use crate::scaffold::{NewFile, SCHEMAS};
use crate::schema::{self, Form};

/// All of them, as files of a school.
pub fn files() -> Vec<NewFile> {
    let rows: [(&str, Value); 4] = [
        (".vscode/extensions.json", json!({ "recommendations": ["redhat.vscode-yaml"] })),
        (".vscode/krijt.code-snippets", snippets()),
        (".vscode/settings.json", settings()),
        (".vscode/tasks.json", tasks()),
    ];
    rows.into_iter().map(|(path, value)| NewFile::text(path, text(&value))).collect()
}

fn text(value: &Value) -> String {
    // Maps of strings and numbers always serialise.
    serde_json::to_string_pretty(value).unwrap_or_default() + "\n"
}

fn settings() -> Value {
    let yaml = schema::subjects().into_iter().filter(|subject| subject.form != Form::Head);
    let schemas: Map<String, Value> =
        yaml.map(|subject| (format!("{SCHEMAS}/{}.json", subject.words[0]), subject.files.into())).collect();
    json!({
        "yaml.schemas": schemas,
        // Lists of words from the site itself would drown the blocks.
        "[markdown]": {
            "editor.wordWrap": "on",
            "editor.quickSuggestions": { "other": "on", "comments": "off", "strings": "off" },
            "editor.wordBasedSuggestions": "off"
        },
        "files.encoding": "utf8",
        "files.eol": "\n",
        "search.exclude": { "public": true, "mr": true, "team": true }
    })
}

/// Every block by its name, with its required attributes to fill in.
fn snippets() -> Value {
    let row = |block: &Block| {
        let required = block.attributes.iter().filter(|attribute| attribute.required);
        let attributes: Vec<String> = required.map(|attribute| format!(" {}", blocks::sample(attribute))).collect();
        let open = match attributes.is_empty() {
            true => format!("::: {}", block.name),
            false => format!("::: {{.{}{}}}", block.name, attributes.concat()),
        };
        let snippet = json!({
            "scope": "markdown",
            "prefix": [block.name, format!("::: {}", block.name)],
            "description": Lang::Nl.of(block.about),
            "body": [open, "$0", ":::"]
        });
        (block.name.to_string(), snippet)
    };
    BLOCKS.iter().map(row).collect::<Map<String, Value>>().into()
}

/// `krijt check` as a task whose findings stand in the list of problems, each with a link to its line.
fn tasks() -> Value {
    let matcher = |word: &str, severity: &str| {
        json!({
            "owner": format!("krijt-{severity}"),
            "fileLocation": ["relative", "${workspaceFolder}"],
            "severity": severity,
            "pattern": [
                { "regexp": format!(r"^{word}\[(\S+) \S+\]: (.*)$"), "code": 1, "message": 2 },
                { "regexp": r"^\s*--> (.+):(\d+):(\d+)$", "file": 1, "line": 2, "column": 3 }
            ]
        })
    };
    json!({
        "version": "2.0.0",
        "tasks": [{
            "label": "Kijk alles na (krijt check)",
            "type": "shell",
            "command": "krijt check --all --lang nl",
            "group": { "kind": "test", "isDefault": true },
            "problemMatcher": [matcher("fout", "error"), matcher("waarschuwing", "warning")]
        }]
    })
}
