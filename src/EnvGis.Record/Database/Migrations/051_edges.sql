-- Why: the view of topics told every reader the id of a restricted layer. Which layer answers a topic now stands in published.topic_layer and member.topic_layer, for those who see the layer.

-- A view loses no column by being replaced: it is made anew by its file.
drop view if exists plans.topic;
