    JOIN hit_{place} ON hit_{place}.doc = hit_1.doc
