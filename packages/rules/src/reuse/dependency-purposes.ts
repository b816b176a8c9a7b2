import type { Ecosystem } from '@ten-point/core/rule';

/** Packages of which one does what another does. */
export interface DependencyPurpose {
  /** What they are for, as a message says it. */
  readonly purpose: string;
  readonly packages: Readonly<Partial<Record<Ecosystem, readonly string[]>>>;
}

const words = (text: string): readonly string[] => text.split(' ');

/**
 * Packages by purpose: in a row stand only those that are used one instead of the other. What goes together (a test runner and a
 * library of matchers, a linter and a formatter) stands apart. By the registries of each ecosystem, 2026-11-25.
 */
export const dependencyPurposes: readonly DependencyPurpose[] = [
  {
    purpose: 'dates',
    packages: { npm: words('moment dayjs date-fns luxon @js-joda/core'), python: words('arrow pendulum maya'), php: words('nesbot/carbon cakephp/chronos') },
  },
  {
    purpose: 'HTTP requests',
    packages: {
      npm: words('axios got ky superagent node-fetch needle cross-fetch phin wretch ofetch'),
      python: words('requests httpx httplib2 niquests'),
      ruby: words('faraday httparty rest-client typhoeus httpx http excon'),
      php: words('guzzlehttp/guzzle symfony/http-client kriswallsmith/buzz'),
      rust: words('reqwest ureq surf isahc attohttpc'),
      go: words('github.com/go-resty/resty/v2 resty.dev/v3 github.com/imroc/req/v3 github.com/dghubble/sling'),
    },
  },
  {
    purpose: 'checking data against a schema',
    packages: {
      npm: words('zod yup joi valibot superstruct io-ts runtypes @sinclair/typebox arktype ow class-validator'),
      python: words('pydantic marshmallow cerberus voluptuous schematics'),
      go: words('github.com/go-playground/validator/v10 github.com/go-ozzo/ozzo-validation/v4 github.com/asaskevich/govalidator'),
    },
  },
  { purpose: 'general helpers', packages: { npm: words('lodash lodash-es underscore ramda remeda radash es-toolkit rambda') } },
  {
    purpose: 'ids',
    packages: {
      npm: words('uuid nanoid cuid @paralleldrive/cuid2 ulid ulidx shortid'),
      go: words('github.com/google/uuid github.com/gofrs/uuid github.com/satori/go.uuid'),
    },
  },
  {
    purpose: 'logging',
    packages: {
      npm: words('winston pino bunyan log4js loglevel consola signale tslog'),
      python: words('loguru structlog logbook'),
      go: words('github.com/sirupsen/logrus go.uber.org/zap github.com/rs/zerolog github.com/go-kit/log github.com/golang/glog k8s.io/klog/v2'),
      rust: words('slog fern env_logger simplelog flexi_logger'),
      dotnet: words('Serilog NLog log4net'),
    },
  },
  {
    purpose: 'command-line arguments',
    packages: {
      npm: words('commander yargs minimist meow cac arg mri @oclif/core clipanion command-line-args citty'),
      python: words('click typer docopt fire argh cyclopts'),
      go: words('github.com/spf13/cobra github.com/urfave/cli/v2 github.com/urfave/cli/v3 github.com/alecthomas/kong github.com/jessevdk/go-flags'),
      rust: words('clap structopt argh pico-args gumdrop bpaf'),
      ruby: words('thor optimist slop gli dry-cli'),
    },
  },
  {
    purpose: 'running tests',
    packages: {
      npm: words('jest vitest mocha ava tape tap jasmine uvu'),
      ruby: words('rspec minitest test-unit'),
      dotnet: words('xunit NUnit MSTest.TestFramework xunit.v3 TUnit'),
      php: words('phpunit/phpunit pestphp/pest codeception/codeception'),
      jvm: words('junit:junit org.testng:testng org.junit.jupiter:junit-jupiter'),
    },
  },
  {
    purpose: 'test doubles',
    packages: {
      dotnet: words('Moq NSubstitute FakeItEasy'),
      jvm: words('org.mockito:mockito-core org.easymock:easymock io.mockk:mockk'),
      go: words('github.com/golang/mock go.uber.org/mock github.com/vektra/mockery/v2'),
    },
  },
  {
    purpose: 'driving a browser',
    packages: {
      npm: words('playwright @playwright/test puppeteer cypress selenium-webdriver webdriverio testcafe nightwatch'),
      python: words('playwright selenium pyppeteer splinter'),
    },
  },
  { purpose: 'formatting code', packages: { npm: words('prettier dprint'), python: words('black yapf autopep8') } },
  { purpose: 'linting', packages: { npm: words('eslint oxlint jshint tslint xo standard'), python: words('ruff flake8 pylint pylama') } },
  { purpose: 'bundling libraries', packages: { npm: words('tsup unbuild tsdown pkgroll microbundle') } },
  { purpose: 'bundling', packages: { npm: words('webpack parcel @rspack/core') } },
  {
    purpose: 'state of a user interface',
    packages: { npm: words('redux @reduxjs/toolkit zustand jotai recoil mobx valtio effector nanostores xstate pinia vuex') },
  },
  {
    purpose: 'access to a database',
    packages: {
      npm: words('typeorm sequelize @prisma/client drizzle-orm mikro-orm @mikro-orm/core knex kysely objection bookshelf'),
      python: words('sqlalchemy peewee tortoise-orm pony sqlmodel'),
      go: words('gorm.io/gorm github.com/jinzhu/gorm github.com/jmoiron/sqlx entgo.io/ent xorm.io/xorm github.com/uptrace/bun'),
      rust: words('diesel sqlx sea-orm rbatis'),
      php: words('doctrine/orm illuminate/database propel/propel cycle/orm'),
      dotnet: words('Dapper Microsoft.EntityFrameworkCore NHibernate linq2db'),
    },
  },
  {
    purpose: 'web servers',
    packages: {
      npm: words('express koa fastify hono @hapi/hapi restify polka h3 elysia'),
      python: words('flask django fastapi tornado sanic bottle falcon litestar quart'),
      go: words('github.com/gin-gonic/gin github.com/labstack/echo/v4 github.com/gofiber/fiber/v2 github.com/go-chi/chi/v5 github.com/gorilla/mux'),
      rust: words('actix-web axum rocket warp poem tide salvo'),
    },
  },
  {
    purpose: 'parts of a user interface',
    packages: {
      npm: words(
        '@mui/material antd @chakra-ui/react @mantine/core react-bootstrap semantic-ui-react @fluentui/react-components element-plus vuetify naive-ui primevue',
      ),
    },
  },
  { purpose: 'styles in code', packages: { npm: words('styled-components @emotion/styled @linaria/core @vanilla-extract/css @stitches/react goober') } },
  {
    purpose: 'icons',
    packages: { npm: words('react-icons lucide-react @heroicons/react @tabler/icons-react @phosphor-icons/react phosphor-react react-feather') },
  },
  { purpose: 'forms', packages: { npm: words('react-hook-form formik react-final-form @tanstack/react-form') } },
  { purpose: 'drag and drop', packages: { npm: words('react-dnd @dnd-kit/core react-beautiful-dnd @hello-pangea/dnd') } },
  { purpose: 'charts', packages: { npm: words('chart.js recharts victory @nivo/core highcharts echarts apexcharts') } },
  { purpose: 'fetching data for a user interface', packages: { npm: words('@tanstack/react-query react-query swr @apollo/client urql') } },
  { purpose: 'translations', packages: { npm: words('i18next react-intl @formatjs/intl @lingui/core node-polyglot typesafe-i18n') } },
  {
    purpose: 'YAML',
    packages: {
      npm: words('yaml js-yaml yamljs'),
      python: words('pyyaml ruamel.yaml strictyaml'),
      go: words('gopkg.in/yaml.v2 gopkg.in/yaml.v3 github.com/goccy/go-yaml go.yaml.in/yaml/v3'),
      rust: words('serde_yaml serde_yml serde_norway yaml-rust'),
    },
  },
  {
    purpose: 'TOML',
    packages: {
      npm: words('toml @iarna/toml smol-toml'),
      python: words('toml tomlkit tomli rtoml'),
      go: words('github.com/BurntSushi/toml github.com/pelletier/go-toml github.com/pelletier/go-toml/v2'),
    },
  },
  { purpose: 'XML', packages: { npm: words('fast-xml-parser xml2js xml-js @xmldom/xmldom sax saxes') } },
  {
    purpose: 'Markdown',
    packages: {
      npm: words('marked markdown-it remark showdown micromark commonmark'),
      python: words('markdown mistune markdown-it-py markdown2 commonmark'),
      rust: words('pulldown-cmark comrak markdown'),
    },
  },
  {
    purpose: 'JSON',
    packages: {
      python: words('orjson ujson simplejson rapidjson'),
      jvm: words('com.google.code.gson:gson com.fasterxml.jackson.core:jackson-databind com.squareup.moshi:moshi'),
      dotnet: words('Newtonsoft.Json Utf8Json'),
    },
  },
  {
    purpose: 'JSON Web Tokens',
    packages: {
      npm: words('jsonwebtoken jose fast-jwt jwt-simple'),
      python: words('pyjwt python-jose authlib jwcrypto'),
      go: words('github.com/golang-jwt/jwt/v4 github.com/golang-jwt/jwt/v5 github.com/dgrijalva/jwt-go github.com/lestrrat-go/jwx/v2'),
    },
  },
  {
    purpose: 'password hashes',
    packages: { npm: words('bcrypt bcryptjs argon2 @node-rs/bcrypt @node-rs/argon2'), python: words('bcrypt passlib argon2-cffi pwdlib') },
  },
  {
    purpose: 'queues of jobs',
    packages: {
      npm: words('bull bullmq bee-queue agenda pg-boss graphile-worker'),
      python: words('celery rq dramatiq huey arq'),
      ruby: words('sidekiq resque delayed_job good_job solid_queue'),
    },
  },
  {
    purpose: 'variables of the environment',
    packages: { npm: words('dotenv dotenv-flow env-cmd envalid @t3-oss/env-core'), python: words('python-dotenv environs python-decouple django-environ') },
  },
  { purpose: 'matching paths', packages: { npm: words('minimatch picomatch micromatch multimatch') } },
  { purpose: 'finding files', packages: { npm: words('glob fast-glob globby tinyglobby tiny-glob') } },
  {
    purpose: 'trying again',
    packages: {
      npm: words('p-retry async-retry retry ts-retry exponential-backoff'),
      python: words('tenacity backoff retrying stamina'),
      go: words('github.com/cenkalti/backoff/v4 github.com/avast/retry-go/v4 github.com/sethvargo/go-retry'),
    },
  },
  { purpose: 'running programs', packages: { npm: words('execa cross-spawn zx shelljs tinyexec nano-spawn') } },
  {
    purpose: 'colours in a terminal',
    packages: {
      npm: words('chalk kleur picocolors colors ansi-colors colorette yoctocolors'),
      python: words('colorama termcolor colored'),
      go: words('github.com/fatih/color github.com/gookit/color github.com/mgutz/ansi'),
      rust: words('colored owo-colors yansi ansi_term termcolor nu-ansi-term'),
    },
  },
  { purpose: 'questions in a terminal', packages: { npm: words('inquirer @inquirer/prompts prompts enquirer @clack/prompts') } },
  { purpose: 'errors', packages: { rust: words('anyhow eyre color-eyre failure snafu'), go: words('github.com/pkg/errors github.com/cockroachdb/errors') } },
  { purpose: 'a Redis client', packages: { npm: words('redis ioredis'), rust: words('redis fred') } },
  {
    purpose: 'a PostgreSQL client',
    packages: {
      npm: words('pg postgres pg-promise'),
      python: words('psycopg2 psycopg2-binary psycopg asyncpg pg8000'),
      go: words('github.com/lib/pq github.com/jackc/pgx/v4 github.com/jackc/pgx/v5'),
    },
  },
];
