//! Photos of a school: what a camera made becomes a few small pictures that stand upright and tell nothing of the camera.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, GenericImageView, Rgb, RgbImage, Rgba, RgbaImage};

use crate::media::pictures::{exif, segment};
use crate::support::{Dice, School};

/// No picture that goes out has more bytes.
const MOST: usize = 300_000;
const CONFIG: &str =
    "school: {naam: Basisschool De Krijtstreep}\nsite: {basis_url: \"https://krijtstreep.example/\", taal: nl}\n";

/// Leaves, which take many bytes, with a red corner at the left top.
fn leaves(width: u32, height: u32) -> RgbImage {
    let mut dice = Dice(20_261_128);
    let mut photo = RgbImage::from_fn(width, height, |x, y| {
        let noise = dice.roll(90) as u8;
        let wave = ((x / 3 * (y / 5 + 1)) % 64) as u8;
        Rgb([20 + noise / 2, 60 + noise + wave, 10 + wave])
    });
    for (x, y) in (0..height / 5).flat_map(|y| (0..width / 5).map(move |x| (x, y))) {
        photo.put_pixel(x, y, Rgb([230, 10, 10]));
    }
    photo
}

/// As a camera keeps it: with the place, the maker and how it was held.
fn of_camera(photo: &RgbImage, quality: u8, orientation: u8) -> Vec<u8> {
    let mut plain = Vec::new();
    JpegEncoder::new_with_quality(&mut plain, quality).encode_image(photo).unwrap();
    let exif = segment(0xe1, &[b"Exif\0\0", &exif(orientation)[..]].concat());
    let xmp = segment(0xe1, b"http://ns.adobe.com/xap/1.0/\0<rdf:Description exif:GPSLatitude='52,22.2N'/>");
    [&plain[..2], &exif, &xmp, &plain[2..]].concat()
}

/// Twelve megapixels, held on its side.
static PHOTO: LazyLock<Vec<u8>> = LazyLock::new(|| of_camera(&leaves(4000, 3000), 90, 6));

fn school() -> School {
    let school = School::new(&[
        ("krijt.yaml", CONFIG),
        (
            "content/nieuwsbrieven/2026-10-30-week.md",
            "---\ntitel: De week\ndatum: 2026-10-30\ngroepen: [5]\nvoorproefje: Kijk mee.\n---\nBeste ouders,\n\n\
             ![Bladeren op het plein](plein.jpg)\n\n![Nog eens](plein.jpg){breedte=50%}\n\nNog een ![blad](blad.png).\n",
        ),
        (
            "content/lessen/bos/kijken.md",
            "---\ntitel: Kijken\ngroepen: [5]\nduur: 20\ndoelen: [Je kijkt goed.]\n---\n## Start {duur=20}\n\n::: dia\n## Bos\n\n\
             ![Bladeren op het plein](../../nieuwsbrieven/plein.jpg)\n:::\n\n::: werkblad\nKijk.\n\n\
             ![Bladeren op het plein](../../nieuwsbrieven/plein.jpg)\n:::\n",
        ),
    ]);
    school.write("content/nieuwsbrieven/plein.jpg", &*PHOTO);
    let leaf = RgbaImage::from_fn(1000, 700, |x, y| {
        if x < 500 { Rgba([230, 10, 10, 255]) } else { Rgba([0, 200, 0, (x * y % 251) as u8]) }
    });
    let mut png = std::io::Cursor::new(Vec::new());
    leaf.write_to(&mut png, image::ImageFormat::Png).unwrap();
    school.write("content/nieuwsbrieven/blad.png", png.into_inner());
    school
}

/// The school, built: it takes a while.
static BUILT: LazyLock<(School, BTreeMap<String, Vec<u8>>)> = LazyLock::new(|| {
    let school = school();
    let run = school.krijt(&["build", "--date", "2026-11-02", "--lang", "nl"]);
    assert!(school.exists("public/index.html"), "{}", run.text);
    let mut all = BTreeMap::new();
    for edition in ["public", "team"] {
        all.extend(school.tree(edition).into_iter().map(|(path, bytes)| (format!("{edition}/{path}"), bytes)));
    }
    (school, all)
});

fn is_red(picture: &DynamicImage, x: u32, y: u32) -> bool {
    let [red, green, blue, _] = picture.get_pixel(x, y).0;
    red > 180 && green < 80 && blue < 80
}

#[test]
fn a_photo_goes_out_small_and_upright_and_tells_nothing_of_its_camera() {
    let (_, all) = &*BUILT;
    let photos: Vec<(&String, &Vec<u8>)> = all.iter().filter(|(path, _)| path.ends_with(".jpg")).collect();
    let widths: Vec<u32> = photos.iter().map(|(_, bytes)| image::load_from_memory(bytes).unwrap().width()).collect();
    assert_eq!(photos.len(), 6, "three sizes in two editions: {widths:?}");
    for (path, bytes) in photos {
        let photo = image::load_from_memory(bytes).unwrap();
        let (width, height) = photo.dimensions();
        assert!(bytes.len() <= MOST && bytes.len() <= PHOTO.len(), "{path}: {} bytes", bytes.len());
        assert!(width <= 1600 && height.abs_diff(width * 4 / 3) <= 1, "{path}: {width} by {height}");
        // Held with its right side up: what was at the left top is at the right top.
        assert!(is_red(&photo, width - 9, 9) && !is_red(&photo, 9, 9), "{path} does not stand upright");
    }
    for (path, bytes) in all {
        for told in [&b"Exif"[..], b"KRIJTGEHEIM", b"GPSLatitude", b"ns.adobe.com/xap/1.0/\0"] {
            assert!(memchr::memmem::find(bytes, told).is_none(), "{path} tells {}", String::from_utf8_lossy(told));
        }
    }
}

/// The tags of pictures on a page.
fn images(page: &str) -> Vec<&str> {
    let starts = page.match_indices("<img ").map(|(at, _)| &page[at..]);
    let tags = starts.map(|rest| &rest[..rest.find('>').unwrap()]);
    tags.filter(|tag| tag.contains("plein") || tag.contains("blad")).collect()
}

fn value<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let rest = tag.split_once(&format!(" {name}=\""))?.1;
    rest.split_once('"').map(|(value, _)| value)
}

#[test]
fn pages_offer_each_size_and_say_how_large_a_picture_is() {
    let (school, all) = &*BUILT;
    for (path, page) in all.iter().filter(|(path, _)| path.ends_with(".html")) {
        let page = String::from_utf8_lossy(page);
        let folder = path.rsplit_once('/').unwrap().0;
        for tag in images(&page).into_iter().filter(|tag| !value(tag, "src").unwrap().starts_with("http")) {
            let ratio = |width: u32, height: u32| width * 1000 / height.max(1);
            let number = |name| value(tag, name).and_then(|value| value.parse::<u32>().ok()).unwrap_or(0);
            let said = ratio(number("width"), number("height"));
            assert!(said > 0, "{path}: {tag}");
            let sizes = value(tag, "sizes").unwrap_or_default();
            assert_eq!(value(tag, "srcset").is_some(), !sizes.is_empty(), "{path}: {tag}");
            for (file, width) in
                value(tag, "srcset").unwrap_or_default().split(", ").filter_map(|one| one.split_once(' '))
            {
                let bytes =
                    std::fs::read(school.at(folder).join(file)).unwrap_or_else(|error| panic!("{file}: {error}"));
                let picture = image::load_from_memory(&bytes).unwrap();
                assert_eq!(format!("{}w", picture.width()), width, "{path}: {tag}");
                assert!(ratio(picture.width(), picture.height()).abs_diff(said) <= 5, "{path}: {tag} shifts");
            }
        }
    }
    let letter = school.read("public/nieuwsbrieven/2026-10-30-week/index.html");
    let tags = images(&letter);
    assert!(tags[0].contains("plein-960.jpg 960w") && !tags[0].contains("loading"), "{}", tags[0]);
    assert!(tags[1].contains("50vw") && tags[1].contains("loading=\"lazy\""), "{}", tags[1]);
    let deck = school.read("team/lessen/bos/kijken/dia.html");
    assert!(images(&deck)[0].contains("sizes=\"100vw\"") && !deck.contains("loading="), "{:?}", images(&deck));
}

#[test]
fn mails_feeds_and_papers_take_a_size_that_fits() {
    let (school, all) = &*BUILT;
    let medium = &all["public/nieuwsbrieven/plein-960.jpg"];
    let mail = school.read("team/nieuwsbrieven/2026-10-30-week/email.html");
    assert!(mail.contains("src=\"https://krijtstreep.example/nieuwsbrieven/plein-960.jpg\""), "{mail}");
    let draft: String = school.read("team/nieuwsbrieven/2026-10-30-week/nieuwsbrief.eml").split_whitespace().collect();
    let coded = {
        use base64::Engine;
        base64::engine::general_purpose::STANDARD.encode(medium)
    };
    assert!(draft.contains(&coded), "not the size for mails");
    let feed = all.iter().find(|(path, _)| path.starts_with("public/") && path.ends_with(".xml")).unwrap();
    assert!(String::from_utf8_lossy(feed.1).contains("https://krijtstreep.example/nieuwsbrieven/plein-960.jpg"));
    // A whole column wants the largest, half of one the next.
    let paper = &all["public/nieuwsbrieven/2026-10-30-week/nieuwsbrief.pdf"];
    let holds = |bytes: &[u8]| memchr::memmem::find(paper, bytes).is_some();
    assert!(holds(&all["public/nieuwsbrieven/plein.jpg"]) && holds(medium), "not the sizes for paper");
}

#[test]
fn every_size_stands_upright_whatever_way_the_camera_was_held() {
    let photo = leaves(900, 620);
    // Where the red corner goes, by how the camera was held (Exif 2.32, table 6).
    let corners = [(0, 0), (1, 0), (1, 1), (0, 1), (0, 0), (1, 0), (1, 1), (0, 1)];
    for (orientation, (right, bottom)) in (1..=8).zip(corners) {
        let made = krijt::media::make(of_camera(&photo, 90, orientation), "jpg").unwrap();
        assert!(!made.narrower.is_empty());
        for bytes in made.narrower.iter().chain([&made.bytes]) {
            let picture = image::load_from_memory(bytes).unwrap();
            let (width, height) = picture.dimensions();
            assert_eq!(width > height, orientation < 5, "{orientation}");
            let at = |end: u32, size: u32| if end == 1 { size - 9 } else { 9 };
            let pixel = picture.get_pixel(at(right, width), at(bottom, height));
            assert!(is_red(&picture, at(right, width), at(bottom, height)), "{orientation}: {pixel:?} of {width}");
            // What was saved from a site is as good a source.
            let again = krijt::media::make(bytes.clone(), "jpg").unwrap();
            let again = image::load_from_memory(&again.bytes).unwrap();
            assert!(is_red(&again, at(right, again.width()), at(bottom, again.height())), "{orientation} again");
        }
    }
}

#[test]
fn no_size_has_more_bytes_than_its_source_and_none_more_than_a_phone_wants() {
    for (width, height) in [(80, 60), (700, 900), (1600, 1200), (3000, 400)] {
        for quality in [35, 70, 95] {
            let source = of_camera(&leaves(width, height), quality, 1);
            let made = krijt::media::make(source.clone(), "jpg").unwrap();
            let sizes: Vec<usize> = made.narrower.iter().chain([&made.bytes]).map(Vec::len).collect();
            assert!(sizes.is_sorted(), "{width} {quality}: {sizes:?}");
            assert!(sizes.iter().all(|size| *size <= MOST.min(source.len())), "{width} {quality}: {sizes:?}");
            assert!(made.seen.size.is_some_and(|size| size.0 <= width.min(1600)), "{width} {quality}");
        }
    }
}

/// A photo kept without loss becomes a JPEG; with see-through parts a narrower PNG.
#[test]
fn large_pictures_without_loss_go_out_small_as_well() {
    let photo = leaves(1800, 1200);
    let clear = RgbaImage::from_fn(1200, 900, |x, y| {
        let Rgb([red, green, blue]) = *photo.get_pixel(x, y);
        Rgba([red, green, blue, (x % 256) as u8])
    });
    let kind = krijt::media::MediaKind::Jpeg;
    for (picture, wanted) in [(DynamicImage::ImageRgb8(photo.clone()), true), (DynamicImage::ImageRgba8(clear), false)]
    {
        let mut source = std::io::Cursor::new(Vec::new());
        picture.write_to(&mut source, image::ImageFormat::Png).unwrap();
        let made = krijt::media::make(source.into_inner(), "png").unwrap();
        assert_eq!(made.seen.kind == kind, wanted);
        assert!(made.bytes.len() <= MOST, "{}", made.bytes.len());
        assert_eq!(image::load_from_memory(&made.bytes).unwrap().color().has_alpha(), !wanted);
    }
}

const ALT: &str = "Kinderen bij de boom";

/// A letter and a lesson with one photo, and what the list says of it.
fn with_consent(school: &School, list: &str) -> BTreeMap<String, Vec<u8>> {
    school.write("content/data/fotos.yaml", list);
    let run = school.krijt(&["build", "--date", "2026-11-02", "--lang", "nl"]);
    assert_eq!(run.exit, 0, "{list}: {}", run.text);
    let mut all = BTreeMap::new();
    for edition in ["public", "team"] {
        all.extend(school.tree(edition).into_iter().map(|(path, bytes)| (format!("{edition}/{path}"), bytes)));
    }
    all
}

/// The files that have something of the photo: its pixels, its description, its caption, its name.
fn holding(all: &BTreeMap<String, Vec<u8>>, pixels: &[u8]) -> Vec<String> {
    use base64::Engine;
    let coded = base64::engine::general_purpose::STANDARD.encode(pixels);
    let holds = |bytes: &[u8], word: &[u8]| memchr::memmem::find(bytes, word).is_some();
    let is_it = |path: &str, bytes: &[u8]| {
        let words = [ALT.as_bytes(), b"In de pauze", b"boom.jpg", pixels];
        let joined: Vec<u8> = bytes.iter().copied().filter(|byte| !byte.is_ascii_whitespace()).collect();
        path.contains("boom")
            || words.iter().any(|word| holds(bytes, word))
            || holds(&joined, coded.as_bytes())
            || bytes.starts_with(b"%PDF") && unpacked(bytes).iter().any(|text| holds(text, ALT.as_bytes()))
    };
    all.iter().filter(|(path, bytes)| is_it(path, bytes)).map(|(path, _)| path.clone()).collect()
}

fn unpacked(pdf: &[u8]) -> Vec<Vec<u8>> {
    use std::io::Read;
    let streams = memchr::memmem::find_iter(pdf, b"stream");
    let read = |at: usize| {
        let mut out = Vec::new();
        let _ = flate2::read::ZlibDecoder::new(pdf[at + 6..].trim_ascii_start()).read_to_end(&mut out);
        out
    };
    streams.map(read).collect()
}

/// What a file needs consent for.
fn needed(path: &str) -> Vec<&'static str> {
    let sent = ["brief.html", "email.html", "email.txt", "nieuwsbrief.eml", "bericht.txt"];
    let is_mail = sent.iter().any(|name| path.ends_with(name));
    let edition = if path.starts_with("public/") { "web" } else { "intern" };
    match () {
        () if is_mail => vec!["mail"],
        () if path.ends_with(".pdf") => vec![edition, "papier"],
        () => vec![edition],
    }
}

#[test]
fn a_photo_is_shown_where_there_is_consent_and_nowhere_else() {
    let photo = format!("![{ALT}](BEELD \"In de pauze\")\n");
    let letter = photo.replace("BEELD", "boom.jpg");
    let lesson = photo.replace("BEELD", "../../nieuwsbrieven/boom.jpg");
    let school = School::new(&[
        ("krijt.yaml", CONFIG),
        (
            "content/nieuwsbrieven/2026-10-30-week.md",
            &format!(
                "---\ntitel: De week\ndatum: 2026-10-30\ngroepen: [5]\nbeeld: boom.jpg\n---\nBeste ouders,\n\n{letter}\nEn [zo](boom.jpg) was het.\n"
            ),
        ),
        ("content/lessen/bos/module.md", "---\ntitel: Het bos\ngroepen: [5]\n---\nWelkom.\n"),
        (
            "content/lessen/bos/kijken.md",
            &format!(
                "---\ntitel: Kijken\ngroepen: [5]\nduur: 20\ndoelen: [Je kijkt goed.]\n---\n## Start {{duur=20}}\n\n{lesson}\n::: dia\n## Bos\n\n{lesson}:::\n\n::: werkblad\nKijk.\n\n{lesson}:::\n"
            ),
        ),
    ]);
    school.write("content/nieuwsbrieven/boom.jpg", crate::media::pictures::jpeg());
    let full = "nieuwsbrieven/boom.jpg: {herkenbaar: ja, toestemming: [web, mail, papier, intern], tot: 2026-11-02}\n";
    let all = with_consent(&school, full);
    let pixels = all["public/nieuwsbrieven/boom.jpg"].clone();
    let everywhere = holding(&all, &pixels);
    for name in [
        "public/nieuwsbrieven/boom.jpg",
        "week/index.html",
        ".eml",
        "email.html",
        "email.txt",
        ".xml",
        ".pdf",
        "dia.html",
        "werkblad.html",
    ] {
        assert!(everywhere.iter().any(|path| path.ends_with(name)), "{name} would prove nothing: {everywhere:#?}");
    }
    let given = |words: &str| format!("nieuwsbrieven/boom.jpg: {{herkenbaar: ja, toestemming: [{words}]}}\n");
    for words in ["web", "mail", "intern, papier", "web, papier", "web, mail, intern"] {
        let found = holding(&with_consent(&school, &given(words)), &pixels);
        let wanted: Vec<String> =
            everywhere.iter().filter(|path| needed(path).iter().all(|one| words.contains(one))).cloned().collect();
        assert_eq!(found, wanted, "{words}");
    }
    let nowhere: [&str; 4] = [
        &full.replace("2026-11-02", "2026-11-01"),
        &full.replace("tot: 2026-11-02", "ingetrokken: 2026-11-02"),
        "nieuwsbrieven/boom.jpg: {herkenbaar: ja}\n",
        "nieuwsbrieven/boom.jpg: {herkenbaar: nee, ingetrokken: 2026-10-01}\n",
    ];
    for list in nowhere {
        assert_eq!(holding(&with_consent(&school, list), &pixels), [""; 0], "{list}");
    }
    // Neither under another name.
    school.write("content/nieuwsbrieven/kopie.jpg", crate::media::pictures::jpeg());
    let text = school.read("content/nieuwsbrieven/2026-10-30-week.md") + "\n![Zo maar](kopie.jpg)\n";
    school.write("content/nieuwsbrieven/2026-10-30-week.md", text);
    let all = with_consent(&school, nowhere[1]);
    assert_eq!(holding(&all, &pixels), [""; 0]);
    assert!(!all.keys().any(|path| path.contains("kopie")));
}
