include "shared/nowhere.thrift"
