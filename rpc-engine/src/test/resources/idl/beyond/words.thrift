// Newer versions of Apache Thrift take words of the language as names of fields.
struct Words { 1: i32 list, 2: string required, 3: required bool optional, 4: i32 namespace, 5: string string }
