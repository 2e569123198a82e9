//! The few pages that are the desk's own.

use crate::audience::Audience;
use crate::diag::Lang;
use crate::html::escaped;

/// Where the handbook says how a lesson begins.
const FIRST_LESSON: &str = "/_krijt/handboek/handleiding/eerste-les/index.html";

/// A page in the desk's frame. `main` is mark-up.
fn page(lang: Lang, title: &str, main: &str) -> String {
    framed(lang, title, "desk", main)
}

/// A page that has nothing to show but what is wrong: the script puts that below its text instead of over it.
fn waiting_page(lang: Lang, title: &str, text: &str) -> String {
    framed(lang, title, "desk wacht", &format!("<h1>{title}</h1>\n<p>{text}</p>"))
}

fn framed(lang: Lang, title: &str, class: &str, main: &str) -> String {
    page_of(lang, title, class, "", &format!("<main>\n{main}\n</main>"))
}

/// `head` and `body` are mark-up.
fn page_of(lang: Lang, title: &str, class: &str, head: &str, body: &str) -> String {
    let lang = if lang == Lang::Nl { "nl" } else { "en" };
    format!(
        "<!DOCTYPE html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src 'self'; style-src 'self'; \
         form-action 'self'; connect-src 'self'; base-uri 'none'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n\
         <link rel=\"stylesheet\" href=\"/_krijt/live.css\">\n{head}</head>\n<body class=\"{class}\">\n{body}\n</body>\n</html>\n",
        title = escaped(title),
    )
}

/// The way to each edition.
pub fn chooser(lang: Lang, title: &str, editions: &[Audience]) -> String {
    let about = |edition: &Audience| match (edition, lang) {
        (Audience::Public, Lang::Nl) => ("De openbare site", "wat ouders en kinderen zien"),
        (Audience::Public, Lang::En) => ("The public site", "what parents and children see"),
        (Audience::Mr, Lang::Nl) => {
            ("De MR-editie", "met de plannen voor de avond en wat er verandert in het protocol")
        }
        (Audience::Mr, Lang::En) => {
            ("The council's edition", "with the plans for the evening and what changes in the protocol")
        }
        (Audience::Team, Lang::Nl) => ("De team-editie", "met antwoorden en wat alleen het team leest"),
        (Audience::Team, Lang::En) => ("The team edition", "with answers and what only the team reads"),
    };
    let link = |edition: &Audience| {
        let (name, what) = about(edition);
        format!("<li><a href=\"/{}/index.html\">{name}</a><br>{what}</li>", edition.word())
    };
    let links: String = editions.iter().map(link).collect();
    let handbook = match lang {
        Lang::Nl => "Het handboek: hoe je alles schrijft",
        Lang::En => "The handbook: how everything is written (in Dutch)",
    };
    let handbook = format!("<p><a href=\"/_krijt/handboek/\">{handbook}</a></p>");
    let (new, how) = match lang {
        Lang::Nl => ("Een nieuwe les maken", "krijt nieuw les &quot;Titel van je les&quot;"),
        Lang::En => ("To make a new lesson (in Dutch)", "krijt new lesson &quot;Title of your lesson&quot;"),
    };
    let new = format!("<p><a href=\"{FIRST_LESSON}\">{new}</a><br><code>{how}</code></p>");
    page(lang, title, &format!("<h1>{}</h1>\n<ul>{links}</ul>\n{new}\n{handbook}", escaped(title)))
}

/// Nothing has this address.
pub fn missing(lang: Lang, path: &str) -> String {
    let (title, text, back) = match lang {
        Lang::Nl => ("Deze pagina is er niet", "Misschien is ze verhuisd, of nog niet bewaard.", "Naar het begin"),
        Lang::En => ("There is no such page", "Perhaps it has moved, or is not saved yet.", "To the start"),
    };
    let main = format!(
        "<h1>{title}</h1>\n<p><code>{}</code></p>\n<p>{text}</p>\n<p><a href=\"/\">{back}</a></p>",
        escaped(path)
    );
    page(lang, title, &main)
}

/// There is nothing to show yet: the overlay says why.
pub fn waiting(lang: Lang) -> String {
    let (title, text) = match lang {
        Lang::Nl => ("Nog even", "Herstel wat hieronder staat en bewaar het. Dan komt hier vanzelf je site."),
        Lang::En => ("Almost there", "Fix what is said below and save it. Your site will then appear by itself."),
    };
    waiting_page(lang, title, text)
}

/// A file of a good site that cannot be made.
pub fn failed(lang: Lang) -> String {
    let (title, text) = match lang {
        Lang::Nl => ("Dit lukt nog niet", "Herstel wat hieronder staat en bewaar het. Dan komt het hier vanzelf."),
        Lang::En => ("Not yet", "Fix what is said below and save it. It will then appear here by itself."),
    };
    waiting_page(lang, title, text)
}

/// The clicker on a phone. Its script finds the words in the attributes of `main`.
pub fn clicker(lang: Lang) -> String {
    let [title, next, previous, black, notes, site, slide, none, gone] = match lang {
        Lang::Nl => [
            "Afstandsbediening",
            "Volgende",
            "Vorige",
            "Scherm zwart, of weer aan",
            "Notities",
            "Bekijk de site",
            "Dia {n} van {m}",
            "Open op de computer waarop krijt draait de dia’s van een les.",
            "Geen verbinding met krijt. Staat het nog aan, en zit je op hetzelfde netwerk?",
        ],
        Lang::En => [
            "Clicker",
            "Next",
            "Previous",
            "Screen black, or on again",
            "Notes",
            "Look at the site",
            "Slide {n} of {m}",
            "Open the slides of a lesson on the computer where krijt runs.",
            "No connection to krijt. Is it still running, and are you on the same network?",
        ],
    };
    let head = "<link rel=\"stylesheet\" href=\"/_krijt/klik.css\">\n<script src=\"/_krijt/klik.js\" defer></script>\n";
    let body = format!(
        "<main data-titel=\"{title}\" data-dia=\"{slide}\" data-geen=\"{none}\" data-weg=\"{gone}\">\n\
         <div class=\"stand\"><p id=\"tijd\"></p><p id=\"melding\" role=\"status\"></p></div>\n\
         <h1 id=\"titel\" dir=\"auto\">{title}</h1>\n<p id=\"fase\" dir=\"auto\"></p>\n\
         <div class=\"knoppen\"><button value=\"p\">{previous}</button><button value=\"n\">{next}</button></div>\n\
         <button value=\"b\">{black}</button>\n\
         <section id=\"notities\" hidden><h2>{notes}</h2><div id=\"tekst\"></div></section>\n\
         <p><a href=\"/\">{site}</a></p>\n</main>"
    );
    page_of(lang, title, "desk klik", head, &body)
}

/// Too many codes were wrong.
pub fn refused(lang: Lang) -> String {
    let (title, text) = match lang {
        Lang::Nl => ("Wacht een minuut", "De code klopte vijf keer niet. Over een minuut mag je het weer proberen."),
        Lang::En => ("Wait a minute", "The code was wrong five times. You may try again in a minute."),
    };
    page(lang, title, &format!("<h1>{title}</h1>\n<p>{text}</p>"))
}

/// Another device must give the code; `action` is where it goes then.
pub fn code(lang: Lang, action: &str, was_wrong: bool) -> String {
    let (title, text, label, go, wrong) = match lang {
        Lang::Nl => (
            "Vul de code in",
            "De code staat onder de QR-code, in het venster waarin krijt draait.",
            "Code",
            "Verder",
            "Deze code klopt niet.",
        ),
        Lang::En => (
            "Fill in the code",
            "The code stands below the QR code, in the window where krijt runs.",
            "Code",
            "Go on",
            "This is not the code.",
        ),
    };
    let wrong = if was_wrong { format!("<p role=\"alert\"><strong>{wrong}</strong></p>\n") } else { String::new() };
    let main = format!(
        "<h1>{title}</h1>\n{wrong}<p>{text}</p>\n<form action=\"{action}\"><p><label for=\"code\">{label}</label> \
         <input id=\"code\" name=\"code\" autocomplete=\"off\" autocapitalize=\"off\" required> \
         <button>{go}</button></p></form>"
    );
    page(lang, title, &main)
}
