-- A database and a role for each service; run once by PostgreSQL's container on an empty volume.
CREATE ROLE tollbook_gateway LOGIN PASSWORD 'development';
CREATE DATABASE tollbook_gateway OWNER tollbook_gateway;
CREATE ROLE tollbook_rating LOGIN PASSWORD 'development';
CREATE DATABASE tollbook_rating OWNER tollbook_rating;
CREATE ROLE tollbook_payment LOGIN PASSWORD 'development';
CREATE DATABASE tollbook_payment OWNER tollbook_payment;
CREATE ROLE tollbook_credit LOGIN PASSWORD 'development';
CREATE DATABASE tollbook_credit OWNER tollbook_credit;
CREATE ROLE tollbook_collection LOGIN PASSWORD 'development';
CREATE DATABASE tollbook_collection OWNER tollbook_collection;
