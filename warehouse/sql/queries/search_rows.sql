-- Where the texts of articles stand, every version. The ids as constants: a list as parameter is compared with every row.
SELECT rowid AS place FROM core.article_version WHERE article_id IN ({ids})
