//! `krijt check --external`: links to other sites, and what could not be looked up.

use clap::Args;

#[derive(Args, Clone, Copy)]
pub struct External {
    #[arg(long)]
    external: bool,
    #[arg(long, requires = "external")]
    intranet: bool,
}

#[cfg(not(feature = "external"))]
impl External {
    pub fn check(self, common: &super::Common, only: &super::only::Only) -> u8 {
        use super::{build, exit, say};
        if !self.external {
            return build::run(common, build::BuildTask::Check(only));
        }
        complain!(
            "{}",
            say(
                common.report.lang(),
                "Deze krijt is gemaakt zonder `--external` en kan geen webadressen opzoeken.",
                "This krijt was compiled without `--external` and cannot look up web addresses.",
            )
        );
        exit::USAGE
    }
}

#[cfg(feature = "external")]
mod asked {
    use std::cell::RefCell;
    use std::collections::BTreeMap;

    use super::External;
    use crate::cli::follow::Follower;
    use crate::cli::only::Only;
    use crate::cli::{Common, Format, build, say};
    use crate::diag::Lang;
    use crate::diag::terminal::shown;
    use crate::external::{self, Cause, ExternalReport, Limits, Net, Verdict};
    use crate::pipeline::{Step, Watch};

    impl External {
        /// Checks, and tells at the end what came of the look-up.
        pub fn check(self, common: &Common, only: &Only) -> u8 {
            if !self.external {
                return build::run(common, build::BuildTask::Check(only));
            }
            let net = Net { may_ask: if self.intranet { external::intranet } else { external::public } };
            let told = RefCell::new(ExternalReport::default());
            let code = build::run_anew(
                common,
                build::BuildTask::Check(only),
                common.world(),
                None,
                &|site, follower: &Follower| {
                    follower.step(Step::LookUp);
                    let bar =
                        follower.bar(say(common.report.lang(), "Webadressen opzoeken", "Looking up web addresses"));
                    let tell = |done, of| {
                        bar.set_length(of as u64);
                        bar.set_position(done as u64);
                    };
                    let (findings, report) = external::look(site, &net, &Limits::default(), &tell);
                    bar.finish_and_clear();
                    told.replace(report);
                    findings
                },
            );
            let text = words(&told.borrow(), common.report.lang(), common.report.verbose);
            match common.report.format {
                _ if common.report.quiet => {}
                Format::Text => say_line!("{text}"),
                // Standard output is for the program that reads the findings.
                _ => complain!("{text}"),
            }
            code
        }
    }

    /// What was looked up and what was not, in one to a few lines.
    fn words(report: &ExternalReport, lang: Lang, every_one: bool) -> String {
        let all = report.rows.len();
        let unknown = report.count(|verdict| matches!(verdict, Verdict::Unknown(_)));
        let fine = report.count(|verdict| *verdict == Verdict::Fine);
        if all == 0 {
            return say(lang, "Geen webadressen om op te zoeken.", "No web addresses to look up.").to_string();
        }
        if report.count(|verdict| *verdict == Verdict::Unknown(Cause::NoNetwork)) == all {
            return match lang {
                Lang::Nl => format!("Geen verbinding met internet. Opgezocht: 0 van {all} webadressen."),
                Lang::En => format!("No connection to the internet. Looked up: 0 of {all} web addresses."),
            };
        }
        let noted = all - unknown - fine;
        let mut lines = vec![match lang {
            Lang::Nl => {
                format!("Webadressen: {all}. In orde: {fine}, met een melding: {noted}, niet op te zoeken: {unknown}.")
            }
            Lang::En => {
                format!("Web addresses: {all}. Fine: {fine}, with a finding: {noted}, not looked up: {unknown}.")
            }
        }];
        if every_one {
            lines
                .extend(report.unknown().map(|(address, cause)| format!("  {}: {}", shown(address), why(cause, lang))));
        } else if unknown > 0 {
            let mut counts: BTreeMap<Cause, usize> = BTreeMap::new();
            report.unknown().for_each(|(_, cause)| *counts.entry(cause).or_default() += 1);
            lines.extend(counts.iter().map(|(cause, count)| format!("  {count} × {}", why(*cause, lang))));
            lines.push(say(lang, "Met `-v` erbij zie je welke.", "With `-v` you see which.").to_string());
        }
        lines.join("\n")
    }

    fn why(cause: Cause, lang: Lang) -> String {
        let words = match cause {
            Cause::NotPublic => (
                "geen openbaar webadres, maar deze computer, het eigen netwerk of een vreemde poort",
                "no public web address, but this machine, its own network or an odd port",
            ),
            Cause::NotReadable => ("geen leesbaar adres", "cannot be read as an address"),
            Cause::NoNetwork => ("geen verbinding", "no connection"),
            Cause::NoAnswer => ("de site geeft geen goed antwoord", "the site gives no proper answer"),
            Cause::Slow => ("geen antwoord binnen 10 seconden", "no answer within 10 seconds"),
            Cause::NotSecure => ("geen veilige verbinding", "no secure connection"),
            Cause::TooManyRedirects => ("stuurt te vaak door", "redirects too often"),
            Cause::OtherScheme => ("stuurt door naar iets wat geen webpagina is", "redirects to what is no web page"),
            Cause::TooManyAddresses => ("meer dan 1000 adressen", "more than 1000 addresses"),
            Cause::NoTimeLeft => ("de 10 minuten waren om", "the 10 minutes were over"),
            Cause::Status(status) => {
                return match lang {
                    Lang::Nl => format!("de site antwoordt met {status}"),
                    Lang::En => format!("the site answers {status}"),
                };
            }
        };
        say(lang, words.0, words.1).to_string()
    }

    #[cfg(test)]
    mod tests {
        use clap::CommandFactory;

        use super::*;
        use crate::cli::Cli;

        /// The limits stand in the help and in reasons as words.
        #[test]
        fn the_limits_are_those_that_the_help_names() {
            let limits = Limits::default();
            let mut cli = crate::cli::words::CommandWords::of(Lang::En).dress(Cli::command());
            let check = cli.find_subcommand_mut("check").unwrap();
            let help = check.render_help().to_string().split_whitespace().collect::<Vec<_>>().join(" ");
            let (seconds, minutes) = (limits.request.as_secs(), limits.whole.as_secs() / 60);
            for part in [
                format!("{} addresses", limits.addresses),
                format!("{} sites at once", limits.hosts_at_once),
                format!("{} redirects", limits.redirects),
                format!("{seconds} seconds a request"),
                format!("{minutes} minutes in all"),
            ] {
                assert!(help.contains(&part), "{part}: {help}");
            }
            assert_eq!(limits.pause.as_millis(), 500, "half a second");
            assert!(why(Cause::Slow, Lang::En).contains(&format!("{seconds} seconds")));
            assert!(why(Cause::NoTimeLeft, Lang::Nl).contains(&format!("{minutes} minuten")));
            assert!(why(Cause::TooManyAddresses, Lang::Nl).contains(&limits.addresses.to_string()));
        }

        #[test]
        fn a_school_without_internet_gets_one_plain_sentence() {
            let row = |verdict| ("https://a.nl/".to_string(), verdict);
            let lost = ExternalReport { rows: vec![row(Verdict::Unknown(Cause::NoNetwork)); 40] };
            for lang in [Lang::Nl, Lang::En] {
                assert_eq!(words(&lost, lang, true).lines().count(), 1);
            }
            let mixed = ExternalReport { rows: vec![row(Verdict::Unknown(Cause::NoNetwork)), row(Verdict::Fine)] };
            assert_eq!(
                words(&mixed, Lang::Nl, true),
                "Webadressen: 2. In orde: 1, met een melding: 0, niet op te zoeken: 1.\n  https://a.nl/: geen verbinding"
            );
        }
    }
}
