"""Names that nothing in the code uses: for vulture, which looks for those."""

# Rasa's components, channels and stores, named in bot/*.yml, and their methods
_.create
_.fingerprint_addon
_.tokenize
_.validate_config
_.process_training_data
_.send_response
_.from_credentials
_.url_prefix
_.endpoint_config
_.EmbeddedTrackerStore
_.QuickLockStore
# settings of Rasa, Sanic and openpyxl; tasks that are kept so that they are not collected
_.add_root_route
_.PROXIES_COUNT
_.freeze_panes
_.tidying
_.quiz_topics
# the method of durable-rules that the engine replaces
_._run
# what the templates of answers show
_.status_title
_.required_by
_.opposite
_.derivation
_.denial
_.spared
# what the tests ask of rules
_.failures
_.grades
_.regions
_.summarised
_.present
# settings of the encoder's session and of arrays
_.intra_op_num_threads
_.inter_op_num_threads
_.writeable
# the replies that the actions are to give (the parser is measured beside the present understanding before it takes its place)
_.passed
_.reply_to
_.probability
