struct Tagged {
  1: string a (go.tag = 'json:"a,omitempty" xml:"a"')
  2: string b (go.tag = "json:\"b\"")
  3: string c (pattern = "[a-z]+")
}
