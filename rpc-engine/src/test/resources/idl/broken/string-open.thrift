const string A = "never ends
const string B = "fine"
