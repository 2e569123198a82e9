//! A head of TOML, between lines `+++`, as one of YAML of the same length: so every place in it is a place of the file. Only
//! what both say in one line is read; with anything else in it the head is left unread, and a finding says so.
//!
//! Source: TOML 1.0.0, "Keys", "String", "Array", "Table".

use super::hides;

/// The lines between the fences as YAML. What stands in a table is left out; the table's name stays, as an unknown key.
pub fn as_yaml(head: &str) -> Option<String> {
    let mut out = String::with_capacity(head.len());
    let mut in_table = false;
    for line in head.split_inclusive('\n') {
        let said = line.trim();
        if said.is_empty() || said.starts_with('#') {
            out.push_str(line);
        } else if line.starts_with('[') {
            in_table = true;
            out.push_str(&table(line)?);
        } else if in_table {
            // A mark that hides is not passed over, wherever it stands.
            let (key, _) = said.split_once('=')?;
            if hides::near(key.trim()).is_some() || !line.is_char_boundary(1) {
                return None;
            }
            out.push('#');
            out.push_str(&line[1..]);
        } else {
            out.push_str(&pair(line)?);
        }
    }
    (out.len() == head.len()).then_some(out)
}

/// `[extra]` as `extra: `, `[[menu]]` as `menu:   `.
fn table(line: &str) -> Option<String> {
    let said = line.trim_end();
    let name = said.trim_start_matches('[').trim_end_matches(']');
    let is_name = name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.'));
    let signs = said.len() - name.len();
    let is_whole = said == format!("[{name}]") || said == format!("[[{name}]]");
    let rest = &line[said.len()..];
    (is_name && is_whole && !name.is_empty()).then(|| format!("{name}:{}{rest}", " ".repeat(signs - 1)))
}

/// `draft = true` as `draft:  true`.
fn pair(line: &str) -> Option<String> {
    let (key, value) = line.split_once('=')?;
    let name = key.trim_end();
    let is_name = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'));
    let said = value.trim();
    let is_one_line = match said.chars().next()? {
        '"' => !said.starts_with("\"\"\"") && said.matches('"').count() >= 2,
        '\'' => !said.starts_with("'''") && said.matches('\'').count() >= 2,
        '[' => said.ends_with(']') && !said.contains('='),
        c => c.is_ascii_alphanumeric() || matches!(c, '-' | '+'),
    };
    let blanks = " ".repeat(key.len() - name.len());
    let has_room = !blanks.is_empty() || value.starts_with(' ');
    (is_name && is_one_line && has_room).then(|| format!("{name}:{blanks}{value}"))
}

#[cfg(test)]
mod tests {
    use super::as_yaml;

    #[test]
    fn lines_keep_their_length() {
        let head =
            "title = \"Over ons\"\ndate = 2024-03-10\ndraft = true\n# los\ntags = [\"a\", \"b\"]\n[extra]\ntoc = 1\n";
        let yaml =
            "title: \"Over ons\"\ndate: 2024-03-10\ndraft: true\n# los\ntags: [\"a\", \"b\"]\nextra: \n#oc = 1\n";
        let spaced = yaml.replace("title:", "title: ").replace("date:", "date: ").replace("draft:", "draft: ");
        assert_eq!(as_yaml(head), Some(spaced.replace("tags:", "tags: ")));
        for head in
            ["title=\"x\"\n", "a = \"\"\"x\n", "a = [\n", "a = {b = 1}\n", "[extra]\ndraft = true\n", "x\n", "é = 1\n"]
        {
            assert_eq!(as_yaml(head), None, "{head}");
        }
    }
}
