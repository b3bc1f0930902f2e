//! The `live-updates` command: reads what it is asked and does it.

use std::process::ExitCode;

use clap::Parser;
use live_updates_server::{
    cli::{self, Cli, Command},
    error::one_line,
    render, serve,
};

#[expect(clippy::print_stderr, reason = "a command says what went wrong")]
fn main() -> ExitCode {
    let outcome: Result<(), Box<dyn std::error::Error>> = match Cli::parse().command {
        Command::Serve(options) => serve::serve(&options).map_err(Into::into),
        Command::Render(options) => render::render(&options).map_err(Into::into),
        Command::Author(command) => cli::run(&command).map_err(Into::into),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("live-updates: {}", one_line(&error.to_string()));
            ExitCode::FAILURE
        }
    }
}
