-- Deletes what waited to be told by a channel, before what came of the latest try is recorded.
DELETE FROM ops.alert WHERE told_at IS NULL AND channel = $channel
