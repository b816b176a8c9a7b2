import { testRule } from '@ten-point/core/testing';
import { describe, it } from 'vitest';
import { fixedContainerName } from './fixed-container-name.ts';

testRule({ describe, it }, fixedContainerName, [
  {
    name: 'reports the fixed names of a container, a project, a volume and a network',
    files: {
      'compose.yaml':
        'name: «bakery»\nservices:\n  oven:\n    image: oven\n    container_name: «bakery-oven»\nnetworks:\n  inner: { name: «bakery-net» }\nvolumes:\n  flour: { name: "«bakery-flour»" }\n',
    },
    findings: [
      { id: 'project', confidence: 'medium' },
      { id: 'container', text: 'fixed container name "bakery-oven"' },
      'resource',
      { id: 'resource', text: 'The volume "flour" has the fixed name "bakery-flour"' },
    ],
    fixed: {
      'compose.yaml':
        'name: bakery\nservices:\n  oven:\n    image: oven\n    container_name: "${OVEN_CONTAINER:-bakery-oven}"\nnetworks:\n  inner: { name: "${INNER_NETWORK:-bakery-net}" }\nvolumes:\n  flour: { name: "${FLOUR_VOLUME:-bakery-flour}" }\n',
    },
  },
  {
    name: 'offers no variable that is in use already',
    files: {
      '.env.example': 'FLOUR_VOLUME=/srv/flour\n',
      'compose.yaml': 'services:\n  oven:\n    image: oven:${OVEN_CONTAINER:-1}\n    container_name: «oven»\nvolumes:\n  flour:\n    name: «flour»\n',
    },
    findings: ['container', 'resource'],
    fixed: {},
  },
  {
    name: 'reports external volumes, and external networks as a note',
    files: { 'compose.yaml': 'services: { a: { image: x } }\nnetworks:\n  proxy: { «external: true» }\nvolumes:\n  data:\n    «external: true»\n' },
    findings: [
      { id: 'external', confidence: 'low' },
      { id: 'external', confidence: 'medium' },
    ],
  },
  {
    name: 'accepts names in which a variable takes part',
    files: {
      'compose.yaml':
        'name: bakery-${WORKTREE:-main}\nservices:\n  oven:\n    image: oven\n    container_name: ${COMPOSE_PROJECT_NAME}-oven\nvolumes:\n  flour: { name: "${COMPOSE_PROJECT_NAME}_flour" }\n',
    },
    evidence: ['a variable takes part in the container name', 'a variable takes part in the name of the project'],
  },
  {
    name: 'accepts what Compose names itself',
    files: {
      'compose.yaml':
        'services:\n  oven: { image: oven }\nvolumes:\n  flour: {}\n  sugar:\nnetworks:\n  inner: { driver: bridge }\n  off: { external: false }\n',
    },
    evidence: ['compose.yaml names everything after the project'],
  },
  {
    name: 'does not report a name that the override takes away',
    files: {
      'compose.yaml': 'services:\n  oven: { image: oven, container_name: oven }\n',
      'compose.override.yaml': 'services:\n  oven:\n    container_name: !reset null\n',
    },
  },
  {
    name: 'reports a project name in an env file that every checkout has',
    files: { 'compose.yaml': 'services: { a: { image: x } }\n', '.env.example': '«COMPOSE_PROJECT_NAME»=bakery\nOTHER=1\n' },
    findings: [{ id: 'envProject', confidence: 'medium' }],
  },
  {
    name: 'leaves an env file of another folder alone',
    files: { 'compose.yaml': 'services: { a: { image: x } }\n', 'deploy/.env': 'COMPOSE_PROJECT_NAME=bakery\n' },
  },
  { name: 'does not apply without Compose files', files: { 'name.yaml': 'container_name: x' }, state: 'not-applicable' },
  { name: 'cannot know what a broken file says', files: { 'compose.yaml': '}{' }, state: 'unknown' },
]);
