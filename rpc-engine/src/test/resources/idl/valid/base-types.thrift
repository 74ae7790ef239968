struct Base {
  1: bool truth
  2: byte octet
  3: i8 small
  4: i16 short_
  5: i32 int_
  6: i64 long_
  7: double real
  8: string text
  9: binary blob
}
