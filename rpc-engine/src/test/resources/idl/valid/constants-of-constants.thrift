const i32 BASE = 10
const i32 SAME = BASE
const i64 WIDER = BASE
const double REAL = 2.5
const string NAME = "n"
const string ALIAS = NAME
const list<i32> LIST = [BASE, 11, SAME]
const map<string, i32> MAP = {NAME: BASE}
struct Uses { 1: i32 a = BASE, 2: string b = ALIAS }
