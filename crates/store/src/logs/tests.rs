use std::time::Duration;

use super::*;

const DAY: Duration = Duration::from_hours(24);
const LINE: &str = r#"{"time":"x","address":"198.51.100.77","path":"/"}"#;

struct Place {
    folder: tempfile::TempDir,
    clock: Clock,
    logs: Logs,
}

impl Place {
    fn new() -> Place {
        let folder = tempfile::tempdir().unwrap();
        // Just after midnight, so that a day's file is as old as its first line.
        let clock = Clock::fixed(Millis(1_700_006_400_000));
        let logs = Logs::in_folder(folder.path(), &clock);
        Place {
            folder,
            clock,
            logs,
        }
    }

    /// Name and content of all files, by name.
    fn files(&self) -> Vec<(String, String)> {
        let entries = fs::read_dir(self.folder.path()).unwrap();
        let mut files: Vec<(String, String)> = entries
            .map(|entry| {
                let path = entry.unwrap().path();
                let name = path.file_name().unwrap().to_str().unwrap().to_owned();
                (name, fs::read_to_string(path).unwrap())
            })
            .collect();
        files.sort();
        files
    }

    fn put(&self, name: &str, content: &str) {
        fs::write(self.folder.path().join(name), content).unwrap();
    }
}

#[test]
fn pr_18_a_line_is_gone_thirty_days_and_a_second_later() {
    let place = Place::new();
    place.logs.requests.line(LINE);
    place.logs.mail.line(r#"{"to":"mia@example.org"}"#);

    place.clock.advance(DAY * 29 + Duration::from_hours(23));
    place.logs.expire().unwrap();
    assert_eq!(place.files().len(), 2);
    place
        .clock
        .advance(Duration::from_hours(1) + Duration::from_secs(1));
    place.logs.expire().unwrap();

    assert_eq!(place.files(), []);
}

#[test]
fn pr_18_writing_on_a_new_day_purges_without_being_asked() {
    let place = Place::new();
    place.logs.mail.line("{\"marker\":1}");

    place.clock.advance(DAY * 31);
    place.logs.mail.line("{\"marker\":2}");

    let left: Vec<String> = place.files().into_iter().map(|(_, text)| text).collect();
    assert_eq!(left, ["{\"marker\":2}\n"]);
}

#[test]
fn pr_18_after_seven_days_no_whole_address_is_left_in_any_file() {
    let place = Place::new();
    place.logs.requests.line(LINE);
    place.put("requests-2023-11-15.jsonl.1", LINE);
    place.put("requests-2023-11-15.jsonl.gz", "packed, so nobody knows");
    place.put(
        "requests-2023-11-14.jsonl",
        &format!("{LINE}\nbroken 198.51.100.77"),
    );
    place.put("somebody-elses.txt", "stays");

    place.clock.advance(DAY * 6);
    place.logs.expire().unwrap();
    assert!(
        place
            .files()
            .iter()
            .any(|(_, text)| text.contains("198.51.100.77"))
    );
    place.clock.advance(DAY + Duration::from_secs(1));
    place.logs.expire().unwrap();

    let short = "{\"time\":\"x\",\"address\":\"198.51.100.0\",\"path\":\"/\"}\n";
    let expected = [
        ("requests-2023-11-14.short.jsonl", short),
        ("requests-2023-11-15.short.jsonl", short),
        ("somebody-elses.txt", "stays"),
    ]
    .map(|(name, text)| (name.to_owned(), text.to_owned()));
    assert_eq!(place.files(), expected);
}

#[test]
fn pr_18_a_crash_while_shortening_is_made_up_for() {
    let place = Place::new();
    place.logs.requests.line(LINE);
    place.put("requests-2023-11-15.short.part", "half");
    place.put(
        "requests-2023-11-15.short.jsonl",
        "made, and the whole one is still there",
    );

    place.clock.advance(DAY * 8);
    place.logs.expire().unwrap();

    let names: Vec<String> = place.files().into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["requests-2023-11-15.short.jsonl"]);
    let mut lines = Vec::new();
    let read = place.logs.requests.read(|line| lines.push(line.to_owned()));
    read.unwrap();
    assert!(
        lines.len() == 1 && lines[0].contains("198.51.100.0"),
        "{lines:?}"
    );
}

#[test]
fn pr_18_what_was_not_done_in_time_is_named() {
    let place = Place::new();
    place.logs.requests.line(LINE);
    place.logs.mail.line("{}");

    place.clock.advance(DAY * 7 + Duration::from_hours(1));
    assert_eq!(place.logs.overdue().unwrap(), [""; 0]);
    place.clock.advance(Duration::from_hours(2));
    assert_eq!(place.logs.overdue().unwrap(), ["requests-2023-11-15.jsonl"]);
    place.clock.advance(DAY * 23);
    assert_eq!(place.logs.overdue().unwrap().len(), 2);
    place.logs.expire().unwrap();

    assert_eq!(place.logs.overdue().unwrap(), [""; 0]);
}
