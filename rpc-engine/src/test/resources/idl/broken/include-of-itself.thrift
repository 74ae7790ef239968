include "include-of-itself.thrift"
