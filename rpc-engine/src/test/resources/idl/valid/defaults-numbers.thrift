struct Defaults {
  1: bool t = true
  2: bool f = false
  3: bool one = 1
  4: bool zero = 0
  5: byte b = -128
  6: i8 c = 127
  7: i16 d = -32768
  8: i32 e = 2147483647
  9: i64 f2 = -9223372036854775807
  10: i64 g = 9223372036854775807
  11: double h = 1.5
  12: double i = -2
  13: double j = 1e10
  14: double k = -1.25E-3
  15: double l = .5
  16: i32 m = +7
  17: i32 n = 0xFF
  18: i32 o = -0x10
}
