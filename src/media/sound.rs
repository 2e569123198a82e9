//! Sounds: the frames that are heard, and nothing besides.

pub mod mp3;
pub mod ogg;
pub mod wave;
