include "shared/broken.thrift"
