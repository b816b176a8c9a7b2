export { defineRule, type Rule } from './engine/define-rule.ts';
export { checklistItems, type ItemId } from './model/configuration.ts';
