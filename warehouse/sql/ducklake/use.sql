-- Makes the lake what names without a database mean.
USE warehouse
