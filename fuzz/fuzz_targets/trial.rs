//! One program for all trials, so that everything is compiled and linked once: `FUDA_TRIAL` names one.
//! Without it the names are printed; with `FUDA_SEEDS` the seeds of the trial are written to that
//! folder and the program ends. `fuzz/run.py` knows how to ask.

#![no_main]

use std::path::Path;
use std::sync::OnceLock;

use libfuzzer_sys::fuzz_target;
use trials::Trial;

static CHOSEN: OnceLock<Trial> = OnceLock::new();

fn all() -> impl Iterator<Item = Trial> {
    [
        accounts::hostile::TRIALS,
        cardframe::hostile::TRIALS,
        collection::hostile::TRIALS,
        doorway::hostile::TRIALS,
        mail::hostile::TRIALS,
        quarantine::hostile::TRIALS,
        renderer::hostile::TRIALS,
        sync::hostile::TRIALS,
    ]
    .into_iter()
    .flatten()
    .copied()
}

fn choose() {
    let wanted = std::env::var("FUDA_TRIAL").unwrap_or_default();
    let Some(trial) = all().find(|trial| trial.name == wanted) else {
        all().for_each(|trial| println!("{}", trial.name));
        std::process::exit(0);
    };
    if let Ok(folder) = std::env::var("FUDA_SEEDS") {
        for (number, seed) in (trial.seeds)().into_iter().enumerate() {
            let path = Path::new(&folder).join(format!("seed-{number}"));
            std::fs::write(path, seed).expect("seeds can be written");
        }
        std::process::exit(0);
    }
    // A panic that our code catches is no finding; one that it does not catch ends the fuzzer.
    std::panic::set_hook(Box::new(|panic| eprintln!("{panic}")));
    let _once = CHOSEN.set(trial);
}

fuzz_target!(init: choose(), |bytes: &[u8]| {
    if let Some(trial) = CHOSEN.get() {
        (trial.run)(bytes);
    }
});
