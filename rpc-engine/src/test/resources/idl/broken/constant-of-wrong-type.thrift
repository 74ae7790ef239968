const string NAME = "n"
const i32 NUMBER = NAME
