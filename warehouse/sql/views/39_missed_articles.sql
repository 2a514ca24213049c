-- How many articles of a day no list of a source named, by capture and recapture: each kind of listing (feed, news
-- sitemap, section, archive) is a sample of what was published, and how far the samples overlap tells what all of them
-- have missed. Two lists: Chapman's estimator with Seber's variance (D. G. Chapman, Univ. California Publ. Statist. 1,
-- 1951, 131-160; G. A. F. Seber, "The Estimation of Animal Abundance", 2nd ed. 1982, p. 60). Three or more: Chao's lower
-- bound, corrected for bias, with its variance (A. Chao, Biometrics 43, 1987, 783-791; Biometrics 45, 1989, 427-438; the
-- corrected form and variance as in EstimateS, R. K. Colwell, appendix B, "Chao2"): it asks neither that all articles
-- are as likely to be listed, nor that one list is like another. The interval of 95 % is that of the logarithm of the
-- missed number, so that it never falls below none (Chao 1987; K. P. Burnham and others, Wildlife Monographs 92, 1987).
--
-- Lists of one site are not independent: the same desk fills them, and prominent stories are on all of them. That makes
-- either estimate too low. It is therefore to be read as "at least so many", and basis says where it is worth little:
-- fewer than 7 articles on more than one list (Robson and Regier 1964, in Seber, p. 60) or one list within another.
--
-- The arguments are those of a source and day: the number of lists, the articles on the largest and on the smallest of
-- them, on any, on exactly one, and on exactly two; is_contained says that one of them lies within another.
CREATE MACRO mart.missed_basis(lists, largest, smallest, known, once, twice, is_contained) AS
    CASE
        WHEN lists = 0 THEN 'no-list'
        WHEN lists = 1 THEN 'one-list'
        WHEN known = once THEN 'no-overlap'
        WHEN once = 0 OR (lists = 2 AND smallest = twice) THEN 'contained'
        WHEN known - once < 7 THEN 'small-overlap'
        WHEN lists = 2 THEN 'two-lists'
        WHEN is_contained THEN 'dependent-lists'
        ELSE 'several-lists'
    END;

CREATE MACRO mart.missed_articles(lists, largest, smallest, known, once, twice) AS
    CASE
        WHEN lists < 2 OR known = once OR once = 0 OR (lists = 2 AND smallest = twice) THEN NULL
        WHEN lists = 2 THEN (largest - twice)::DOUBLE * (smallest - twice) / (twice + 1)
        ELSE (lists - 1) / lists::DOUBLE * once * (once - 1) / (2 * (twice + 1))
    END;

CREATE MACRO mart.missed_variance(lists, largest, smallest, known, once, twice) AS
    CASE
        WHEN lists < 2 THEN NULL
        WHEN lists = 2
        THEN (largest + 1)::DOUBLE * (smallest + 1) * (largest - twice) * (smallest - twice) / ((twice + 1) ** 2 * (twice + 2))
        ELSE (lists - 1) / lists::DOUBLE * once * (once - 1) / (2 * (twice + 1))
            + ((lists - 1) / lists::DOUBLE) ** 2 * once * (2 * once - 1) ** 2 / (4 * (twice + 1) ** 2)
            + ((lists - 1) / lists::DOUBLE) ** 2 * once ** 2 * twice * (once - 1) ** 2 / (4 * (twice + 1) ** 4)
    END;

-- By what the estimate is divided and multiplied for the ends of its interval of 95 %.
CREATE MACRO mart.missed_factor(missed, variance) AS
    if(missed > 0, exp(1.96 * sqrt(ln(1 + variance / missed ** 2))), NULL);
