import { affiliation, cadreRank } from './cadre.ts';
import { cause } from './cause.ts';
import { disabilityKind, disabilityGrade } from './disability.ts';
import { education } from './education.ts';
import { enrolment } from './enrolment.ts';
import { ethnicity } from './ethnicity.ts';
import { health } from './health.ts';
import {
  householdType,
  povertyClass,
  exitState,
  identificationStandard,
  monitorClass,
} from './household-class.ts';
import { identityKind } from './identity-kind.ts';
import { industryClass, industry } from './industry.ts';
import { labourSkill } from './labour-skill.ts';
import { fuel, roadType, houseGrade, relocationWay, resettlementWay, resettlementPlace } from './living.ts';
import {
  measureSociety,
  measureRelocation,
  measureInfrastructure,
  measureLiving,
} from './measures-community.ts';
import {
  measureHousing,
  measureWater,
  measureHealth,
  measureSchooling,
  measureEducation,
  measureSecurity,
} from './measures-guarantee.ts';
import { measureIndustry, measureEmployment, measureFinance } from './measures-livelihood.ts';
import { membershipReason } from './membership-reason.ts';
import { politicalStatus } from './political-status.ts';
import { relation } from './relation.ts';
import { risk, disaster, removalWay, developmentMeasures } from './risk.ts';
import { sex } from './sex.ts';
import { lowIncomePolicy, extremePovertyPolicy, dropoutReason } from './social-support.ts';
import { villageAttribute, terrain } from './village.ts';
import { workArea, employmentChannel, serviceNeed, publicPost } from './work.ts';
import type { CodeList } from './list.ts';

const LISTS = [
  affiliation,
  cadreRank,
  cause,
  disabilityKind,
  disabilityGrade,
  education,
  enrolment,
  ethnicity,
  health,
  householdType,
  povertyClass,
  exitState,
  identificationStandard,
  monitorClass,
  identityKind,
  industryClass,
  industry,
  labourSkill,
  fuel,
  roadType,
  houseGrade,
  relocationWay,
  resettlementWay,
  resettlementPlace,
  measureSociety,
  measureRelocation,
  measureInfrastructure,
  measureLiving,
  measureHousing,
  measureWater,
  measureHealth,
  measureSchooling,
  measureEducation,
  measureSecurity,
  measureIndustry,
  measureEmployment,
  measureFinance,
  membershipReason,
  politicalStatus,
  relation,
  risk,
  disaster,
  removalWay,
  developmentMeasures,
  sex,
  lowIncomePolicy,
  extremePovertyPolicy,
  dropoutReason,
  villageAttribute,
  terrain,
  workArea,
  employmentChannel,
  serviceNeed,
  publicPost,
] as const satisfies readonly CodeList[];

export type CodeListId = (typeof LISTS)[number]['id'];

/** Every list of the register. */
export const CODE_LISTS: readonly (CodeList & { readonly id: CodeListId })[] = LISTS;
