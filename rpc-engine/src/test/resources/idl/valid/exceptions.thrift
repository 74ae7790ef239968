exception Plain {}
exception Coded {
  1: required i32 code
  2: string message = "unknown"
  3: Plain cause_
}
