namespace java io.harrier.rpc.codegen.golden.base

/** What every request carries. */
struct Base {
  1: required string log_id
  2: optional map<string, string> Extra
}

service Health {
  /** Answers as long as the server is up. */
  void ping()
}

exception Refused { 1: string message (note = "shown"), 2: i32 code = 403 }
