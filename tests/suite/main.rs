//! The tests that talk to the program as a user does. `tests/README.md` says where a new one goes.

#![allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "tests touch files, clocks and processes")]

mod architecture;
mod audiences;
mod author;
mod cards;
mod catalogue;
mod cli;
mod commonmark;
mod decks;
mod desk;
mod examples;
mod external;
mod fixes;
mod foreign;
mod foreign_decks;
mod golden;
mod handbook;
mod heads;
mod hostile;
mod html;
mod leak;
mod left_out;
mod levels;
mod linear;
mod media;
mod memo;
mod mistakes;
mod newcomer;
mod notes;
mod paper;
mod pdf;
mod publish;
mod reach;
mod saves;
mod school;
mod serve;
mod serve_pdf;
mod support;
mod text;
mod theme;
mod today;
mod walls;
mod web;
mod words;
mod world;
