//! Every chore of live-updates. `cargo xtask help` lists them.

mod app;
mod bench;
mod bundle;
mod compress;
mod contract;
mod demo;
mod e2e;
mod glue;
mod packages;
mod partners;
mod root;
mod run;
mod setup;
mod size;
mod step;
mod suites;
mod test;
mod tidy;
mod toolchain;

use std::process::ExitCode;

/// Why a chore failed, in one line.
pub(crate) type Outcome<T = ()> = Result<T, String>;

const HELP: &str = "\
cargo xtask COMMAND

  demo [--listen ADDR] [--quiet] [--keep]
                         set up, build, serve a news page that an editor writes on, say how to post there;
                         --quiet: nobody writes; --keep: go on with the database of the last time
  test [--quick|--soak]  set up, run all checks; --quick: the native ones alone; --soak: some of them for long
  setup                  install what is missing: the WebAssembly toolchain, tools, browsers, servers for tests
  build [--test]         make dist/ (or dist-test/, which can be made to trap)
  e2e [FILTER]           the tests in real browsers
  app [FOLDER]           the browser app with its sample feeds, for any web server; `trunk` calls it
  bench [streams|widget] two thousand readers on a stream; the widget beside its twin without a framework
  size [--check]         what a reader downloads; writes docs/size.md
  tidy                   the rules of the house
  contract [--check]     the tables of README.md and docs/element.md from src/contract
  schema [--check]       docs/feed.schema.json and docs/delta.schema.json from the wire structs
  locale [--check]       src/locale/languages/tables.rs from CLDR";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let outcome = match words.as_slice() {
        ["demo", rest @ ..] => demo::demo(rest),
        ["test"] => test::all(test::Length::Usual),
        ["test", "--quick"] => test::quick(),
        ["test", "--soak"] => test::all(test::Length::Soak),
        ["setup"] => setup::setup().map(|_| ()),
        ["build"] => bundle::build(bundle::Kind::Release).map(|_| ()),
        ["build", "--test"] => bundle::build(bundle::Kind::Test).map(|_| ()),
        ["e2e", rest @ ..] => e2e::e2e(rest),
        ["app"] => app::app(None),
        ["app", folder] => app::app(Some(folder)),
        ["bench"] => bench::streams().and_then(|()| bench::widget()),
        ["bench", "streams"] => bench::streams(),
        ["bench", "widget"] => bench::widget(),
        ["size"] => size::size(false),
        ["size", "--check"] => size::size(true),
        ["tidy"] => tidy::tidy(),
        ["contract"] => contract::contract(false),
        ["contract", "--check"] => contract::contract(true),
        ["schema"] => contract::schema(false),
        ["schema", "--check"] => contract::schema(true),
        ["locale"] => contract::locale(false),
        ["locale", "--check"] => contract::locale(true),
        [] | ["help" | "--help" | "-h"] => {
            println!("{HELP}");
            Ok(())
        }
        _ => Err(format!("there is no `{}`; `cargo xtask help` lists what there is", words.join(" "))),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error}");
            ExitCode::FAILURE
        }
    }
}
