ALTER TABLE "loan" ADD FOREIGN KEY ("reader_id") REFERENCES "reader" ("id");
