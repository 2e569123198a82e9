//! Templates, configuration and publishing.

use crate::diag::{Code, Level, Words};

pub static TEMPLATE_ERROR: Code = Code {
    id: "E1001",
    name: "template-error",
    level: Level::Error,
    fixed: true,
    args: &["reason"],
    optional: &[],
    nl: Words {
        message: "Er zit een fout in een sjabloon van het thema: {reason}.",
        help: &["Dit ligt niet aan je tekst. Vraag de beheerder van het thema om deze regel te verbeteren."],
        explain: "\
Een sjabloon bepaalt hoe elke pagina eruitziet. Zit daar een fout in, dan kan krijt geen enkele pagina goed maken.
Daarom blijft de oude site staan.

- Zo niet: `{{ page.title }` in een sjabloon
- Zo wel: `{{ page.title }}`",
    },
    en: Words {
        message: "A template of the theme has an error: {reason}.",
        help: &["This is not caused by your text. Ask whoever looks after the theme to correct this line."],
        explain: "\
A template decides what every page looks like. If it has an error, krijt cannot make any page properly, so the old
site stays.

- Wrong: `{{ page.title }` in a template
- Right: `{{ page.title }}`",
    },
};

pub static PAPER_FAILED: Code = Code {
    id: "E1002",
    name: "paper-failed",
    level: Level::Error,
    fixed: true,
    args: &["path", "reason"],
    optional: &[],
    nl: Words {
        message: "Van deze tekst kan krijt geen pdf maken, `{path}`: {reason}.",
        help: &[
            "Bouw met `--no-pdf` om alvast de webpagina's te maken. Zoek dan welk stuk tekst het is: haal telkens de helft weg.",
        ],
        explain: "\
Het programma dat de pdf's maakt, weigert iets in deze tekst. Meestal is dat een fout van krijt, soms een lettertype in
je thema dat stuk is. Zolang de pdf er niet is, blijft de oude site staan. Meld het aan wie krijt bij jullie beheert.

- Zo niet: wachten tot het vanzelf overgaat
- Zo wel: `krijt build --no-pdf`, en daarna melden welk stuk tekst het is",
    },
    en: Words {
        message: "krijt cannot make a PDF of this text, `{path}`: {reason}.",
        help: &[
            "Build with `--no-pdf` to have the web pages. Then find out which part it is: take half of the text away each time.",
        ],
        explain: "\
The program that makes the PDFs refuses something in this text. Mostly that is a mistake of krijt, sometimes a broken
font in your theme. As long as there is no PDF, the old site stays. Tell whoever looks after krijt at your school.

- Wrong: waiting for it to go away
- Right: `krijt build --no-pdf`, and then telling which part of the text it is",
    },
};

pub static CONFIG_MISSING: Code = Code {
    id: "E1101",
    name: "config-missing",
    level: Level::Error,
    fixed: true,
    args: &["path"],
    optional: &[],
    nl: Words {
        message: "In de map `{path}` staat geen `krijt.yaml`.",
        help: &[
            "Ga met `cd` naar de map van je school, of geef die map op met `--root`. Is er nog geen school? Maak er een met \
                `krijt init mijn-school`.",
        ],
        explain: "\
Aan het bestand `krijt.yaml` herkent krijt de map van je school. Daarin staat ook de naam van de school. Krijt zoekt
in de map waar je nu bent.

Zo wel, in `krijt.yaml`:

```
school:
  naam: De Regenboog
```",
    },
    en: Words {
        message: "The folder `{path}` holds no `krijt.yaml`.",
        help: &["Go to the folder of your school with `cd`, or name it with `--root`. No school yet? Make one with \
                `krijt init my-school`."],
        explain: "\
krijt recognises the folder of your school by the file `krijt.yaml`, which also holds the school's name. krijt looks
in the folder you are in now.

Right, in `krijt.yaml`:

```
school:
  naam: De Regenboog
```",
    },
};

pub static UNKNOWN_LEVEL_CODE: Code = Code {
    id: "E1102",
    name: "unknown-level-code",
    level: Level::Error,
    fixed: false,
    args: &["code"],
    optional: &["suggestion"],
    nl: Words {
        message: "Bij `niveaus` staat `{code}`, maar die melding bestaat niet.",
        help: &[
            "Bedoelde je `{suggestion}`?",
            "Neem de code of de naam over uit een melding van krijt. Bijvoorbeeld `E0204` of `unknown-key`.",
        ],
        explain: "\
Met `niveaus` in `krijt.yaml` bepaal je hoe zwaar een melding telt: `fout`, `waarschuwing` of `uit`. Bij een code die
niet bestaat, verandert er niets.

- Zo niet: `niveaus: {E204: waarschuwing}`
- Zo wel: `niveaus: {E0204: waarschuwing}`",
    },
    en: Words {
        message: "`niveaus` holds `{code}`, but there is no such finding.",
        help: &[
            "Did you mean `{suggestion}`?",
            "Copy the code or name from a finding of krijt. For example `E0204` or `unknown-key`.",
        ],
        explain: "\
With `niveaus` in `krijt.yaml` you decide how much a finding weighs: `fout` (error), `waarschuwing` (warning) or `uit`
(off). A code that does not exist changes nothing.

- Wrong: `niveaus: {E204: waarschuwing}`
- Right: `niveaus: {E0204: waarschuwing}`",
    },
};

pub static LEVEL_IS_FIXED: Code = Code {
    id: "E1103",
    name: "level-is-fixed",
    level: Level::Error,
    fixed: false,
    args: &["code"],
    optional: &[],
    nl: Words {
        message: "Het niveau van `{code}` staat vast. Dat kun je in `krijt.yaml` niet veranderen.",
        help: &["Haal `{code}` weg bij `niveaus`, en verbeter de plek die de melding noemt."],
        explain: "\
Sommige meldingen beschermen kinderen, de school of je bestanden. Andere gaan over iets waar krijt geen pagina van kan
maken. Die zijn altijd een fout.

- Zo niet: `niveaus: {E0902: uit}`
- Zo wel: `niveaus: {E0204: waarschuwing}`",
    },
    en: Words {
        message: "The level of `{code}` is fixed. It cannot be changed in `krijt.yaml`.",
        help: &["Remove `{code}` from `niveaus`, and correct the place the finding names."],
        explain: "\
Some findings protect children, the school or your files. Others are about something krijt cannot turn into a page.
Those are always errors.

- Wrong: `niveaus: {E0902: uit}`
- Right: `niveaus: {E0204: waarschuwing}`",
    },
};

pub static UNKNOWN_THEME: Code = Code {
    id: "E1104",
    name: "unknown-theme",
    level: Level::Error,
    fixed: true,
    args: &["theme"],
    optional: &["suggestion"],
    nl: Words {
        message: "Het thema `{theme}` bestaat niet.",
        help: &["Bedoelde je `{suggestion}`?", "Schrijf `thema: krijt` bij `site`, of maak een map `themes/{theme}`."],
        explain: "\
Het thema bepaalt hoe de site eruitziet. Krijt heeft zelf het thema `krijt`. Een eigen thema staat in de map `themes`.

- Zo niet: `site: {thema: krijtje}`
- Zo wel: `site: {thema: krijt}`",
    },
    en: Words {
        message: "The theme `{theme}` does not exist.",
        help: &["Did you mean `{suggestion}`?", "Write `thema: krijt` at `site`, or make a folder `themes/{theme}`."],
        explain: "\
The theme decides what the site looks like. krijt brings the theme `krijt`. A theme of your own stands in `themes`.

- Wrong: `site: {thema: krijtje}`
- Right: `site: {thema: krijt}`",
    },
};

pub static OUTPUT_IN_SOURCES: Code = Code {
    id: "E1201",
    name: "output-in-sources",
    level: Level::Error,
    fixed: true,
    args: &["path", "source"],
    optional: &[],
    nl: Words {
        message: "De site kan niet in `{path}` komen: daar staan je eigen bestanden (`{source}`).",
        help: &["Kies met `--out` een andere map. Die mag niet tussen je teksten staan, en je teksten niet erin."],
        explain: "\
Krijt vervangt de bestanden van de oude site door die van de nieuwe. In een map met je eigen teksten zou dat je werk
kunnen kosten. Er is niets veranderd.

- Zo niet: `krijt build --out content`
- Zo wel: `krijt build --out site`",
    },
    en: Words {
        message: "The site cannot go into `{path}`: your own files are there (`{source}`).",
        help: &["Choose another folder with `--out`. It must not lie within your texts, nor your texts within it."],
        explain: "\
krijt replaces the files of the old site by those of the new one. In a folder with your own texts that could cost you
your work. Nothing was changed.

- Wrong: `krijt build --out content`
- Right: `krijt build --out site`",
    },
};

pub static OUTPUT_NOT_OURS: Code = Code {
    id: "E1202",
    name: "output-not-ours",
    level: Level::Error,
    fixed: true,
    args: &["path", "proposal"],
    optional: &[],
    nl: Words {
        message: "In `{path}` staan al bestanden die niet van krijt zijn.",
        help: &["Kies een lege map. Bijvoorbeeld `--out {proposal}`."],
        explain: "\
Krijt schrijft alleen in een lege map, of in een map die krijt zelf heeft gevuld. Zo raak je nooit een bestand kwijt
dat iemand anders daar heeft gezet. Er is niets veranderd.

- Zo niet: `krijt build --out ~/Documenten`
- Zo wel: `krijt build --out ~/Documenten/krijt`",
    },
    en: Words {
        message: "`{path}` already holds files that are not krijt's.",
        help: &["Choose an empty folder. For example `--out {proposal}`."],
        explain: "\
krijt writes only into an empty folder, or one it filled itself. So you never lose a file that someone else put there.
Nothing was changed.

- Wrong: `krijt build --out ~/Documents`
- Right: `krijt build --out ~/Documents/krijt`",
    },
};

pub static FOREIGN_FILE_IN_THE_WAY: Code = Code {
    id: "E1203",
    name: "foreign-file-in-the-way",
    level: Level::Error,
    fixed: true,
    args: &["path"],
    optional: &[],
    nl: Words {
        message: "Op de plek van een pagina staat een bestand dat niet van krijt is: `{path}`.",
        help: &["Verplaats dat bestand of geef het een andere naam, en probeer het opnieuw."],
        explain: "\
Krijt overschrijft nooit een bestand dat het niet zelf heeft gemaakt. Misschien heeft iemand het er met de hand bij
gezet. Er is niets veranderd.

- Zo niet: een eigen `index.html` in de map `public`
- Zo wel: de tekst als `content/mijn-pagina.md`, waar krijt een pagina van maakt",
    },
    en: Words {
        message: "A file that is not krijt's stands where a page must go: `{path}`.",
        help: &["Move or rename that file, and try again."],
        explain: "\
krijt never overwrites a file it did not make. Perhaps someone put it there by hand. Nothing was changed.

- Wrong: an `index.html` of your own in the folder `public`
- Right: the text as `content/my-page.md`, from which krijt makes a page",
    },
};

pub static BUILD_RUNNING: Code = Code {
    id: "E1204",
    name: "build-running",
    level: Level::Error,
    fixed: true,
    args: &["path"],
    optional: &["pid"],
    nl: Words {
        message: "Krijt is in `{path}` al bezig met een site.",
        help: &[
            "Wacht tot het klaar is. Blijft dit zo? Sluit dan het programma met nummer {pid}.",
            "Wacht tot het klaar is, of sluit het andere venster met krijt.",
        ],
        explain: "\
Twee keer tegelijk in dezelfde map schrijven zou oude en nieuwe pagina's door elkaar halen. Daarom kan dat niet.
Misschien staat er nog een venster open.

- Zo niet: `krijt build` in twee vensters tegelijk
- Zo wel: `krijt build`, en daarna pas de volgende",
    },
    en: Words {
        message: "krijt is already building a site in `{path}`.",
        help: &[
            "Wait until it is done. If this stays, end the program with number {pid}.",
            "Wait until it is done, or close the other window with krijt.",
        ],
        explain: "\
Writing to one folder twice at the same time would mix old and new pages, so only one may run. Perhaps another window
is still open.

- Wrong: `krijt build` in two windows at once
- Right: `krijt build`, and only then the next one",
    },
};

pub static WRITE_FAILED: Code = Code {
    id: "E1205",
    name: "write-failed",
    level: Level::Error,
    fixed: true,
    args: &["path", "reason"],
    optional: &["needed"],
    nl: Words {
        message: "Krijt kan `{path}` niet schrijven: {reason}.",
        help: &[
            "Maak ruimte vrij: er is {needed} nodig. De oude site staat er nog.",
            "Kijk of de schijf niet vol is en of je in deze map mag schrijven. De oude site staat er nog.",
        ],
        explain: "\
Krijt maakt de nieuwe site eerst helemaal af, naast de oude. Pas als alles gelukt is, wisselt krijt ze om. Ging er
iets mis, dan is de oude site niet veranderd.

- Zo niet: schrijven naar een volle of vergrendelde USB-stick
- Zo wel: eerst ruimte maken, of een andere map kiezen met `--out`",
    },
    en: Words {
        message: "krijt cannot write `{path}`: {reason}.",
        help: &[
            "Free some space: {needed} is needed. The old site is still there.",
            "Check that the disk is not full and that you may write to this folder. The old site is still \
                there.",
        ],
        explain: "\
krijt first completes the new site beside the old one, and swaps them only when all went well. If something failed,
the old site was not changed.

- Wrong: writing to a full or locked USB stick
- Right: freeing space first, or choosing another folder with `--out`",
    },
};

pub static OUTPUT_IS_MOUNT_POINT: Code = Code {
    id: "E1206",
    name: "output-is-mount-point",
    level: Level::Error,
    fixed: true,
    args: &["path"],
    optional: &[],
    nl: Words {
        message: "`{path}` is zelf een schijf of gekoppelde map. Krijt kan die niet in één keer vervangen.",
        help: &["Kies een map daarbinnen. Bijvoorbeeld `--out {path}/site`."],
        explain: "\
Krijt zet de nieuwe site klaar naast de oude en wisselt ze dan om. Naast een hele schijf is geen plek. In een map op
die schijf kan het wel.

- Zo niet: `krijt build --out /media/usb`
- Zo wel: `krijt build --out /media/usb/site`",
    },
    en: Words {
        message: "`{path}` is a disk or mounted folder itself. krijt cannot replace it in one step.",
        help: &["Choose a folder within it. For example `--out {path}/site`."],
        explain: "\
krijt prepares the new site beside the old one and then swaps them. There is no place beside a whole disk, but there
is in a folder on it.

- Wrong: `krijt build --out /media/usb`
- Right: `krijt build --out /media/usb/site`",
    },
};
