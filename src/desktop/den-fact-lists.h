/* The lists of a chart's facts: what each shows, what is said of a row, where a new row begins. */
#pragma once

#include "den-record-list.h"

G_BEGIN_DECLS

extern const DenRecordListSpec den_diagnosis_list;
extern const DenRecordListSpec den_episode_list;
extern const DenRecordListSpec den_trial_list;
extern const DenRecordListSpec den_therapy_list;
extern const DenRecordListSpec den_medication_list;
extern const DenRecordListSpec den_check_list;
extern const DenRecordListSpec den_enrollment_list;

G_END_DECLS
