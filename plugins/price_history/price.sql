-- Names that a migration of the application left behind; ODB derives other ones. And its sequence
-- counts further than the column does.
ALTER SEQUENCE "price_data_5min_id_seq" RENAME TO "price_data_5min_new_id_seq";
ALTER SEQUENCE "price_data_5min_new_id_seq" AS bigint;
ALTER INDEX "price_data_5min_pkey" RENAME TO "price_data_5min_new_pkey";
