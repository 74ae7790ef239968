include "basics.thrift"
exception Failure { 1: string message, 2: basics.Point where_ }
