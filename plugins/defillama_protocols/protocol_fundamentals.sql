-- One row for each protocol and day, which ODB has no words for.
CREATE UNIQUE INDEX "uq_protocol_fundamentals_protocol_date"
    ON "protocol_fundamentals" ("protocol", (("collected_at" AT TIME ZONE 'UTC')::date));
