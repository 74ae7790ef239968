const string A = "a"
const string B = 'b'
const string EMPTY = ""
const string QUOTES = "\"'"
const string MORE = '\'"'
const string LINES = "one\ntwo\r\n\tthree\\"
const binary BYTES = "abc"
const string UNICODE = "Ünïcödé ✓"
