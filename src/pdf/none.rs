//! In the place of `pdf` where krijt is compiled without PDFs: nothing can make one.

use crate::diag::Finding;
use crate::world::{Input, World};

/// There is none.
pub enum PdfCompiler {}

pub fn load(_: &Input, _: &str, _: &dyn World) -> (Option<PdfCompiler>, Vec<Finding>) {
    (None, Vec::new())
}
