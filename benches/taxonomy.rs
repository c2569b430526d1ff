//! Opening a compiled taxonomy, and expanding a claim.
//!
//! The taxonomy is the full one, compiled here from the releases in
//! `ETABLERA_DATA`, where they are; else the starter taxonomy. Opening reads
//! the file and checks its sum, its bounds and its rows; beside it stands the
//! floor, reading the file's bytes and nothing more. It leaves out the time that the file
//! takes to come from a disk: after the first round it is in memory.

use std::fs;
use std::hint::black_box;
use std::path::PathBuf;

use criterion::Criterion;
use etablera::taxonomy::{Taxonomy, import, starter};

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    let folder = std::env::temp_dir();
    let file = folder.join(format!("etablera-bench-{}.tax", std::process::id()));
    let releases = releases();
    let compiled = match &releases {
        Some(folders) => import::read_dirs(folders).expect("the releases are sound").taxonomy,
        None => starter().clone(),
    };
    fs::write(&file, compiled.to_bytes()).expect("the temporary folder can be written");
    open(&mut criterion, &file, &compiled);
    expand(&mut criterion, &compiled);
    fs::remove_file(&file).expect("it was written above");
    criterion.final_summary();
}

fn releases() -> Option<Vec<PathBuf>> {
    let stated = std::env::var_os("ETABLERA_DATA").map(PathBuf::from);
    let data = stated.unwrap_or_else(|| "../shared/data".into());
    let names = ["esco/1.2.0", "esco/1.0.8", "jobtech-taxonomy", "crosswalks"];
    let folders: Vec<_> = names.iter().map(|name| data.join(name)).collect();
    folders.iter().all(|folder| folder.is_dir()).then_some(folders)
}

fn open(criterion: &mut Criterion, file: &PathBuf, compiled: &Taxonomy) {
    let name = format!("open/{} concepts", compiled.len());
    criterion.bench_function("open/floor: read the bytes", |bencher| {
        bencher.iter(|| fs::read(black_box(file)).expect("it was written above"));
    });
    criterion.bench_function(&name, |bencher| {
        bencher.iter(|| {
            let bytes = fs::read(file).expect("it was written above");
            let opened = Taxonomy::from_vec(bytes).expect("it was compiled above");
            assert_eq!(opened.edition(), compiled.edition());
            opened
        });
    });
}

/// Everything that thirty claims support: one profile.
fn expand(criterion: &mut Criterion, taxonomy: &Taxonomy) {
    let step = taxonomy.len() / 30;
    let claims: Vec<_> = taxonomy.concepts().step_by(step.max(1)).take(30).collect();
    criterion.bench_function("expand/30 claims", |bencher| {
        bencher.iter(|| {
            let all = claims.iter().flat_map(|claim| taxonomy.supports(black_box(*claim)));
            let (supported, points) = all
                .fold((0_u32, 0_u32), |(n, sum), (_, percent)| (n + 1, sum + u32::from(percent)));
            assert!(supported >= 30 && points >= 3000, "each claim supports itself");
            points
        });
    });
}
