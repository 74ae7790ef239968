struct Users {}
service Users {}
