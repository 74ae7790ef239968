struct Defaults {
  1: string a = "double"
  2: string b = 'single'
  3: string c = "it's"
  4: string d = 'say "hi"'
  5: string e = "tab\tquote\"backslash\\end"
  6: string f = ''
  7: binary g = "bytes"
  8: string h = "grüße 你好"
  9: string i = "a\nb\rc"
}
