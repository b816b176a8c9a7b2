import type { Ecosystem } from '@ten-point/core/rule';

/** Packages of which one is used instead of the other. */
export interface DependencyPurpose {
  /** What they are for, as a message says it. */
  readonly purpose: string;
  /** By ecosystem: alternatives, each one package or several that go together. */
  readonly alternatives: Readonly<Partial<Record<Ecosystem, readonly (readonly string[])[]>>>;
}

/** Alternatives with a blank between; `+` joins packages of one family, of which a second one is no overlap. */
function oneOf(text: string): readonly (readonly string[])[] {
  return text.split(' ').map((family) => family.split('+'));
}

/**
 * Packages by purpose: in a row stand only those that are used one instead of the other. What goes together (a test runner and a
 * library of matchers, a linter and a formatter, a client and its adapter) is in no common row, or is one family in it. Go modules
 * stand without their major version.
 *
 * Sources: the packages' own descriptions in the registries of each ecosystem, checked 2026-11-25.
 */
export const dependencyPurposes: readonly DependencyPurpose[] = [
  {
    purpose: 'dates',
    alternatives: {
      npm: oneOf('moment+moment-timezone dayjs date-fns+date-fns-tz luxon @js-joda/core'),
      python: oneOf('arrow pendulum maya delorean'),
      php: oneOf('nesbot/carbon cakephp/chronos'),
      rust: oneOf('chrono+chrono-tz time jiff'),
      jvm: oneOf('joda-time:joda-time org.threeten:threetenbp'),
    },
  },
  {
    purpose: 'HTTP requests',
    alternatives: {
      npm: oneOf('axios got ky superagent node-fetch+cross-fetch+isomorphic-fetch needle phin wretch ofetch request+request-promise'),
      python: oneOf('requests httpx httplib2 niquests'),
      // An adapter of Faraday is no alternative to it.
      ruby: oneOf('faraday+typhoeus+excon+http+httpx httparty rest-client'),
      php: oneOf('guzzlehttp/guzzle symfony/http-client kriswallsmith/buzz rmccue/requests'),
      rust: oneOf('reqwest ureq surf isahc attohttpc'),
      go: oneOf('github.com/go-resty/resty+resty.dev github.com/imroc/req github.com/dghubble/sling github.com/levigross/grequests'),
      jvm: oneOf(
        'com.squareup.okhttp3:okhttp org.apache.httpcomponents:httpclient+org.apache.httpcomponents.client5:httpclient5 org.asynchttpclient:async-http-client com.konghq:unirest-java',
      ),
      dotnet: oneOf('RestSharp Flurl.Http'),
      elixir: oneOf('httpoison tesla req'),
    },
  },
  {
    purpose: 'checking data against a schema',
    alternatives: {
      npm: oneOf('zod yup joi valibot superstruct io-ts runtypes @sinclair/typebox+typebox arktype class-validator+class-transformer'),
      python: oneOf('pydantic marshmallow cerberus voluptuous schematics colander'),
      go: oneOf('github.com/go-playground/validator github.com/go-ozzo/ozzo-validation github.com/asaskevich/govalidator'),
      rust: oneOf('validator garde'),
      php: oneOf('respect/validation rakit/validation vlucas/valitron'),
    },
  },
  { purpose: 'general helpers', alternatives: { npm: oneOf('lodash lodash-es underscore ramda remeda radash es-toolkit rambda') } },
  {
    purpose: 'ids',
    alternatives: {
      npm: oneOf('uuid nanoid cuid @paralleldrive/cuid2 ulid ulidx shortid'),
      go: oneOf('github.com/google/uuid github.com/gofrs/uuid github.com/satori/go.uuid github.com/hashicorp/go-uuid'),
      php: oneOf('ramsey/uuid symfony/uid'),
    },
  },
  {
    purpose: 'logging',
    alternatives: {
      npm: oneOf('winston pino bunyan log4js loglevel tslog'),
      python: oneOf('loguru structlog logbook'),
      go: oneOf('github.com/sirupsen/logrus go.uber.org/zap github.com/rs/zerolog github.com/go-kit/log github.com/apex/log'),
      rust: oneOf('fern env_logger+pretty_env_logger simplelog flexi_logger log4rs'),
      dotnet: oneOf('Serilog NLog log4net'),
      jvm: oneOf('ch.qos.logback:logback-classic org.apache.logging.log4j:log4j-core org.tinylog:tinylog-impl'),
    },
  },
  { purpose: 'messages on the console', alternatives: { npm: oneOf('consola signale') } },
  {
    purpose: 'command-line arguments',
    alternatives: {
      npm: oneOf('commander yargs+yargs-parser minimist meow cac arg mri @oclif/core clipanion command-line-args citty sade'),
      // Typer is built on click.
      python: oneOf('click+typer docopt fire argh cyclopts plac'),
      go: oneOf('github.com/spf13/cobra github.com/urfave/cli github.com/alecthomas/kong github.com/jessevdk/go-flags github.com/alecthomas/kingpin'),
      rust: oneOf('clap+structopt argh pico-args gumdrop bpaf lexopt'),
      ruby: oneOf('thor optimist slop gli dry-cli'),
      jvm: oneOf('info.picocli:picocli com.beust:jcommander commons-cli:commons-cli args4j:args4j com.github.ajalt.clikt:clikt'),
      dotnet: oneOf('CommandLineParser System.CommandLine Spectre.Console.Cli McMaster.Extensions.CommandLineUtils Cocona'),
    },
  },
  {
    purpose: 'running tests',
    alternatives: {
      npm: oneOf('jest vitest mocha ava tape tap jasmine uvu'),
      python: oneOf('pytest nose nose2 ward'),
      ruby: oneOf('rspec+rspec-rails minitest test-unit'),
      dotnet: oneOf('xunit+xunit.v3 NUnit MSTest.TestFramework+MSTest TUnit'),
      jvm: oneOf('org.junit.jupiter:junit-jupiter+junit:junit org.testng:testng'),
      go: oneOf('github.com/onsi/ginkgo github.com/smartystreets/goconvey'),
    },
  },
  {
    purpose: 'assertions in tests',
    alternatives: {
      npm: oneOf('chai should expect.js unexpected'),
      go: oneOf('github.com/stretchr/testify gotest.tools github.com/frankban/quicktest github.com/matryer/is github.com/alecthomas/assert'),
      jvm: oneOf('org.assertj:assertj-core com.google.truth:truth'),
      dotnet: oneOf('FluentAssertions AwesomeAssertions Shouldly'),
    },
  },
  {
    purpose: 'test doubles',
    alternatives: {
      npm: oneOf('sinon testdouble'),
      php: oneOf('mockery/mockery phpspec/prophecy'),
      dotnet: oneOf('Moq NSubstitute FakeItEasy'),
      jvm: oneOf('org.mockito:mockito-core org.easymock:easymock io.mockk:mockk'),
      go: oneOf('github.com/golang/mock go.uber.org/mock'),
    },
  },
  {
    purpose: 'answers to HTTP requests in tests',
    alternatives: { npm: oneOf('nock msw'), python: oneOf('responses requests-mock httpretty'), rust: oneOf('mockito wiremock httpmock') },
  },
  {
    purpose: 'driving a browser',
    alternatives: {
      npm: oneOf('playwright+@playwright/test+playwright-core puppeteer+puppeteer-core cypress selenium-webdriver webdriverio+@wdio/cli testcafe nightwatch'),
      python: oneOf('playwright+pytest-playwright selenium pyppeteer splinter'),
      jvm: oneOf('com.microsoft.playwright:playwright org.seleniumhq.selenium:selenium-java'),
      dotnet: oneOf('Microsoft.Playwright Selenium.WebDriver PuppeteerSharp'),
    },
  },
  { purpose: 'a document for tests', alternatives: { npm: oneOf('jsdom happy-dom') } },
  {
    purpose: 'formatting code',
    alternatives: { npm: oneOf('prettier dprint'), python: oneOf('black yapf autopep8'), php: oneOf('friendsofphp/php-cs-fixer laravel/pint') },
  },
  // Ruff is run beside pylint, oxlint before ESLint: each checks what the other does not.
  { purpose: 'linting', alternatives: { npm: oneOf('eslint+xo+standard jshint tslint'), python: oneOf('ruff flake8 pylama') } },
  { purpose: 'bundling libraries', alternatives: { npm: oneOf('tsup unbuild tsdown pkgroll microbundle') } },
  { purpose: 'bundling', alternatives: { npm: oneOf('webpack parcel+parcel-bundler @rspack/core') } },
  { purpose: 'running TypeScript', alternatives: { npm: oneOf('ts-node tsx @swc-node/register esbuild-register esno') } },
  { purpose: 'git hooks', alternatives: { npm: oneOf('husky simple-git-hooks lefthook yorkie') } },
  {
    purpose: 'state of a user interface',
    alternatives: { npm: oneOf('redux+@reduxjs/toolkit+react-redux zustand jotai recoil mobx+mobx-react valtio effector nanostores pinia vuex') },
  },
  {
    purpose: 'object-relational mapping',
    alternatives: {
      npm: oneOf('typeorm sequelize @prisma/client+prisma drizzle-orm @mikro-orm/core+mikro-orm objection bookshelf'),
      python: oneOf('sqlalchemy+sqlmodel peewee tortoise-orm pony'),
      go: oneOf('gorm.io/gorm+github.com/jinzhu/gorm entgo.io/ent xorm.io/xorm github.com/uptrace/bun'),
      rust: oneOf('diesel sqlx+sea-orm rbatis'),
      php: oneOf('doctrine/orm illuminate/database propel/propel cycle/orm'),
      dotnet: oneOf('Microsoft.EntityFrameworkCore NHibernate linq2db'),
      jvm: oneOf('org.hibernate.orm:hibernate-core+org.hibernate:hibernate-core org.eclipse.persistence:eclipselink'),
    },
  },
  { purpose: 'building queries', alternatives: { npm: oneOf('knex kysely') } },
  {
    purpose: 'web servers',
    alternatives: {
      npm: oneOf('express koa fastify hono @hapi/hapi restify polka h3 elysia'),
      python: oneOf('flask+quart django fastapi tornado sanic bottle falcon litestar'),
      go: oneOf('github.com/gin-gonic/gin github.com/labstack/echo github.com/gofiber/fiber github.com/go-chi/chi github.com/gorilla/mux'),
      rust: oneOf('actix-web axum rocket warp poem tide salvo'),
    },
  },
  {
    purpose: 'parts of a user interface',
    alternatives: {
      npm: oneOf(
        '@mui/material+@material-ui/core antd @chakra-ui/react @mantine/core react-bootstrap+reactstrap semantic-ui-react @fluentui/react-components+@fluentui/react @blueprintjs/core element-plus vuetify naive-ui primevue quasar ant-design-vue',
      ),
    },
  },
  {
    purpose: 'styles in code',
    alternatives: {
      npm: oneOf(
        'styled-components @emotion/styled+@emotion/react+@emotion/css @linaria/core+@linaria/react @vanilla-extract/css @stitches/react goober @pandacss/dev',
      ),
    },
  },
  {
    purpose: 'icons',
    alternatives: { npm: oneOf('react-icons lucide-react @heroicons/react @tabler/icons-react @phosphor-icons/react+phosphor-react react-feather') },
  },
  { purpose: 'names of classes', alternatives: { npm: oneOf('clsx classnames classcat') } },
  { purpose: 'forms', alternatives: { npm: oneOf('react-hook-form formik react-final-form+final-form @tanstack/react-form') } },
  { purpose: 'drag and drop', alternatives: { npm: oneOf('react-dnd @dnd-kit/core+@dnd-kit/react react-beautiful-dnd @hello-pangea/dnd') } },
  { purpose: 'charts', alternatives: { npm: oneOf('chart.js+react-chartjs-2 recharts victory @nivo/core highcharts echarts apexcharts') } },
  { purpose: 'fetching data for a user interface', alternatives: { npm: oneOf('@tanstack/react-query+react-query swr') } },
  { purpose: 'a GraphQL client', alternatives: { npm: oneOf('@apollo/client urql+@urql/core relay-runtime+react-relay') } },
  {
    purpose: 'translations',
    alternatives: {
      npm: oneOf('i18next+react-i18next+next-i18next react-intl+@formatjs/intl @lingui/core+@lingui/react node-polyglot typesafe-i18n next-intl'),
    },
  },
  {
    purpose: 'YAML',
    alternatives: {
      npm: oneOf('yaml js-yaml yamljs'),
      python: oneOf('pyyaml ruamel.yaml strictyaml'),
      go: oneOf('gopkg.in/yaml+go.yaml.in/yaml github.com/goccy/go-yaml'),
      rust: oneOf('serde_yaml serde_yml serde_norway serde_yaml_ng yaml-rust+yaml-rust2'),
    },
  },
  {
    purpose: 'TOML',
    alternatives: {
      npm: oneOf('toml @iarna/toml smol-toml'),
      // tomli reads only, tomlkit keeps comments when it writes.
      python: oneOf('toml tomli+tomlkit rtoml'),
      go: oneOf('github.com/BurntSushi/toml github.com/pelletier/go-toml'),
    },
  },
  { purpose: 'XML', alternatives: { npm: oneOf('fast-xml-parser xml2js xml-js'), rust: oneOf('quick-xml xml-rs') } },
  { purpose: 'CSV', alternatives: { npm: oneOf('papaparse csv-parse+csv fast-csv csv-parser csvtojson') } },
  {
    purpose: 'Markdown',
    alternatives: {
      npm: oneOf('marked markdown-it remark+remark-parse+micromark+mdast-util-from-markdown showdown commonmark'),
      python: oneOf('markdown mistune markdown-it-py markdown2 commonmark'),
      rust: oneOf('pulldown-cmark comrak markdown'),
      go: oneOf('github.com/yuin/goldmark github.com/russross/blackfriday github.com/gomarkdown/markdown'),
      ruby: oneOf('redcarpet kramdown commonmarker'),
      php: oneOf('league/commonmark erusev/parsedown michelf/php-markdown'),
    },
  },
  {
    purpose: 'JSON',
    alternatives: {
      python: oneOf('orjson ujson simplejson python-rapidjson'),
      go: oneOf('github.com/json-iterator/go github.com/goccy/go-json github.com/bytedance/sonic'),
      jvm: oneOf('com.google.code.gson:gson com.fasterxml.jackson.core:jackson-databind com.squareup.moshi:moshi'),
      elixir: oneOf('jason poison'),
    },
  },
  {
    purpose: 'JSON Web Tokens',
    alternatives: {
      npm: oneOf('jsonwebtoken jose fast-jwt jwt-simple'),
      python: oneOf('pyjwt python-jose'),
      go: oneOf('github.com/golang-jwt/jwt+github.com/dgrijalva/jwt-go github.com/lestrrat-go/jwx github.com/go-jose/go-jose'),
      php: oneOf('firebase/php-jwt lcobucci/jwt'),
      jvm: oneOf('io.jsonwebtoken:jjwt-api+io.jsonwebtoken:jjwt com.auth0:java-jwt com.nimbusds:nimbus-jose-jwt'),
    },
  },
  {
    purpose: 'password hashes',
    alternatives: {
      npm: oneOf('bcrypt+@node-rs/bcrypt bcryptjs argon2+@node-rs/argon2'),
      // Both call bcrypt or argon2-cffi.
      python: oneOf('passlib pwdlib'),
    },
  },
  {
    purpose: 'queues of jobs',
    alternatives: {
      npm: oneOf('bull bullmq bee-queue agenda pg-boss graphile-worker'),
      python: oneOf('celery rq dramatiq huey arq'),
      ruby: oneOf('sidekiq resque delayed_job good_job solid_queue'),
    },
  },
  {
    purpose: 'reading .env files',
    alternatives: {
      npm: oneOf('dotenv+dotenv-expand dotenv-flow dotenv-safe @dotenvx/dotenvx'),
      python: oneOf('python-dotenv+environs python-decouple django-environ'),
      ruby: oneOf('dotenv+dotenv-rails figaro'),
      rust: oneOf('dotenv dotenvy'),
      php: oneOf('vlucas/phpdotenv symfony/dotenv'),
      go: oneOf('github.com/joho/godotenv github.com/subosito/gotenv'),
    },
  },
  {
    purpose: 'settings from environment variables',
    alternatives: {
      npm: oneOf('envalid znv @t3-oss/env-core+@t3-oss/env-nextjs env-var'),
      go: oneOf('github.com/caarlos0/env github.com/kelseyhightower/envconfig github.com/sethvargo/go-envconfig'),
    },
  },
  { purpose: 'settings', alternatives: { go: oneOf('github.com/spf13/viper github.com/knadh/koanf') } },
  {
    purpose: 'matching paths',
    alternatives: { npm: oneOf('minimatch picomatch micromatch multimatch'), go: oneOf('github.com/gobwas/glob github.com/bmatcuk/doublestar') },
  },
  { purpose: 'finding files', alternatives: { npm: oneOf('glob fast-glob globby tinyglobby tiny-glob') } },
  { purpose: 'removing files', alternatives: { npm: oneOf('rimraf del') } },
  {
    purpose: 'trying again',
    alternatives: {
      npm: oneOf('p-retry async-retry retry ts-retry exponential-backoff'),
      python: oneOf('tenacity backoff retrying stamina'),
      go: oneOf('github.com/cenkalti/backoff github.com/avast/retry-go github.com/sethvargo/go-retry'),
      rust: oneOf('backoff backon tokio-retry'),
      jvm: oneOf('io.github.resilience4j:resilience4j-retry dev.failsafe:failsafe org.springframework.retry:spring-retry'),
    },
  },
  { purpose: 'limiting concurrency', alternatives: { npm: oneOf('p-limit async-sema promise-limit @supercharge/promise-pool tiny-async-pool') } },
  { purpose: 'running programs', alternatives: { npm: oneOf('execa cross-spawn tinyexec nano-spawn'), python: oneOf('sh plumbum') } },
  { purpose: 'shell scripts', alternatives: { npm: oneOf('zx shelljs') } },
  {
    purpose: 'colours in a terminal',
    alternatives: {
      npm: oneOf('chalk kleur picocolors colors ansi-colors colorette yoctocolors ansis cli-color'),
      // colorama makes the others work on old Windows.
      python: oneOf('termcolor colored sty crayons'),
      go: oneOf('github.com/fatih/color github.com/gookit/color github.com/mgutz/ansi github.com/logrusorgru/aurora'),
      rust: oneOf('colored owo-colors yansi ansi_term nu-ansi-term'),
      ruby: oneOf('colorize rainbow pastel'),
    },
  },
  {
    purpose: 'questions in a terminal',
    alternatives: {
      npm: oneOf('inquirer+@inquirer/prompts prompts enquirer @clack/prompts'),
      rust: oneOf('dialoguer inquire'),
      python: oneOf('questionary inquirer pyinquirer'),
    },
  },
  { purpose: 'spinners', alternatives: { npm: oneOf('ora nanospinner yocto-spinner') } },
  { purpose: 'comparing values deeply', alternatives: { npm: oneOf('fast-deep-equal deep-equal dequal lodash.isequal') } },
  { purpose: 'emitting events', alternatives: { npm: oneOf('eventemitter3 mitt nanoevents') } },
  { purpose: 'decimal numbers', alternatives: { npm: oneOf('decimal.js bignumber.js big.js') } },
  {
    purpose: 'errors of an application',
    alternatives: { rust: oneOf('anyhow eyre+color-eyre failure'), go: oneOf('github.com/pkg/errors github.com/cockroachdb/errors emperror.dev/errors') },
  },
  { purpose: 'error types', alternatives: { rust: oneOf('thiserror snafu quick-error') } },
  { purpose: 'several errors in one', alternatives: { go: oneOf('github.com/hashicorp/go-multierror go.uber.org/multierr') } },
  { purpose: 'values that are made once', alternatives: { rust: oneOf('once_cell lazy_static') } },
  {
    purpose: 'a Redis client',
    alternatives: {
      npm: oneOf('redis ioredis'),
      rust: oneOf('redis fred'),
      go: oneOf('github.com/redis/go-redis+github.com/go-redis/redis github.com/gomodule/redigo'),
    },
  },
  {
    purpose: 'a PostgreSQL client',
    alternatives: {
      npm: oneOf('pg+pg-promise postgres'),
      python: oneOf('psycopg2+psycopg2-binary psycopg pg8000'),
      go: oneOf('github.com/lib/pq github.com/jackc/pgx'),
    },
  },
  { purpose: 'a MySQL client', alternatives: { npm: oneOf('mysql mysql2'), python: oneOf('pymysql mysqlclient mysql-connector-python') } },
  { purpose: 'environments for tests', alternatives: { python: oneOf('tox nox') } },
  { purpose: 'pages of results', alternatives: { ruby: oneOf('kaminari will_paginate pagy') } },
  { purpose: 'authorization', alternatives: { ruby: oneOf('pundit cancancan action_policy') } },
];

/** Packages that need others beside them: what they ask for was not chosen over what is there. */
export const requiredBeside: Readonly<Partial<Record<Ecosystem, Readonly<Record<string, readonly string[]>>>>> = {
  npm: {
    '@emotion/react': ['@mui/material', '@chakra-ui/react', '@mantine/emotion'],
    '@emotion/styled': ['@mui/material', '@chakra-ui/react'],
    'styled-components': ['@mui/styled-engine-sc', '@strapi/strapi'],
    ioredis: ['bullmq', 'bull'],
    // Tests of Visual Studio Code extensions run in Mocha, those of Vitest's browser mode in Playwright.
    mocha: ['@vscode/test-electron', '@vscode/test-cli', 'vscode-test'],
    playwright: ['@vitest/browser', '@vitest/browser-playwright'],
    // Jest reads a configuration in TypeScript by it.
    'ts-node': ['jest', 'typeorm'],
    'class-validator': ['@nestjs/common'],
    express: ['@nestjs/platform-express'],
    fastify: ['@nestjs/platform-fastify'],
    pg: ['typeorm', 'sequelize', 'knex', '@mikro-orm/postgresql'],
  },
  // The test client of Starlette is built on it.
  python: { httpx: ['fastapi', 'starlette'] },
};
