//! Facts as values of Typst: the structs that pages are told, told to paper. Names are those of their fields; what serde has
//! besides (numbers with a fraction, bytes, maps) no fact is.

use std::fmt;

use serde::ser::{Impossible, SerializeSeq, SerializeStruct};
use serde::{Serialize, Serializer};

use super::typ::{Typ, Val};

/// The name by which content of Typst stays content.
const CONTENT: &str = "typ";

impl Serialize for Typ {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_newtype_struct(CONTENT, self.as_str())
    }
}

/// What a template is told of these facts. A fact that Typst has no value for is a mistake of krijt's, which tests see.
pub fn value(facts: &impl Serialize) -> Val {
    let told = facts.serialize(ToVal);
    debug_assert!(told.is_ok());
    told.unwrap_or(Val::None)
}

struct ToVal;
struct ValList(Vec<Val>);
struct ValDict(Vec<(&'static str, Val)>);

type ToldVal = Result<Val, fmt::Error>;
type Never = Impossible<Val, fmt::Error>;

impl SerializeSeq for ValList {
    type Ok = Val;
    type Error = fmt::Error;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), fmt::Error> {
        self.0.push(value.serialize(ToVal)?);
        Ok(())
    }

    fn end(self) -> ToldVal {
        Ok(Val::List(self.0))
    }
}

impl SerializeStruct for ValDict {
    type Ok = Val;
    type Error = fmt::Error;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), fmt::Error> {
        self.0.push((name, value.serialize(ToVal)?));
        Ok(())
    }

    fn end(self) -> ToldVal {
        Ok(Val::Dict(self.0))
    }
}

/// Whole numbers, each by its method.
macro_rules! whole {
    ($($method:ident: $of:ty),*) => {
        $(fn $method(self, value: $of) -> ToldVal {
            i64::try_from(value).map(Val::Int).map_err(|_| fmt::Error)
        })*
    };
}

/// What no fact is.
macro_rules! never {
    ($($method:ident($($of:ty),*) -> $told:ty;)*) => {
        $(fn $method(self, $(_: $of),*) -> Result<$told, fmt::Error> {
            Err(fmt::Error)
        })*
    };
}

impl Serializer for ToVal {
    type Ok = Val;
    type Error = fmt::Error;
    type SerializeSeq = ValList;
    type SerializeStruct = ValDict;
    type SerializeTuple = Never;
    type SerializeTupleStruct = Never;
    type SerializeTupleVariant = Never;
    type SerializeMap = Never;
    type SerializeStructVariant = Never;

    whole!(serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64);
    whole!(serialize_u8: u8, serialize_u16: u16, serialize_u32: u32, serialize_u64: u64);
    never! {
        serialize_f32(f32) -> Val;
        serialize_f64(f64) -> Val;
        serialize_bytes(&[u8]) -> Val;
        serialize_unit_struct(&'static str) -> Val;
        serialize_tuple(usize) -> Never;
        serialize_tuple_struct(&'static str, usize) -> Never;
        serialize_tuple_variant(&'static str, u32, &'static str, usize) -> Never;
        serialize_map(Option<usize>) -> Never;
        serialize_struct_variant(&'static str, u32, &'static str, usize) -> Never;
    }

    fn serialize_bool(self, value: bool) -> ToldVal {
        Ok(Val::Bool(value))
    }

    fn serialize_char(self, value: char) -> ToldVal {
        Ok(Val::Str(value.to_string()))
    }

    fn serialize_str(self, value: &str) -> ToldVal {
        Ok(value.into())
    }

    fn serialize_none(self) -> ToldVal {
        Ok(Val::None)
    }

    fn serialize_unit(self) -> ToldVal {
        Ok(Val::None)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> ToldVal {
        value.serialize(self)
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, name: &'static str) -> ToldVal {
        Ok(name.into())
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, name: &'static str, value: &T) -> ToldVal {
        match value.serialize(self)? {
            Val::Str(code) if name == CONTENT => Ok(Val::Content(Typ::of_code(code))),
            other => Ok(other),
        }
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        value: &T,
    ) -> ToldVal {
        value.serialize(self)
    }

    fn serialize_seq(self, length: Option<usize>) -> Result<ValList, fmt::Error> {
        Ok(ValList(Vec::with_capacity(length.unwrap_or_default())))
    }

    fn serialize_struct(self, _: &'static str, length: usize) -> Result<ValDict, fmt::Error> {
        Ok(ValDict(Vec::with_capacity(length)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Serialize)]
    struct Row<'a> {
        name: &'a str,
        count: Option<u32>,
        note: Typ,
        who: Vec<String>,
    }

    /// Text stays a literal, content stays content, and what is missing is there as `none`.
    #[test]
    fn facts_are_values_of_typst() {
        let mut note = Typ::default();
        note.text("#read(\"x\")");
        let mut typ = Typ::default();
        let row = Row { name: "a\"b", count: None, note, who: vec!["wij".into()] };
        typ.call("x", &[("", value(&[row].as_slice()))]);
        let told = "#x(((name: \"a\\\"b\",\ncount: none,\nnote: [#\"#read(\\\"x\\\")\"],\nwho: (\"wij\", ),\n), ))";
        assert_eq!(typ.as_str(), told);
    }
}
