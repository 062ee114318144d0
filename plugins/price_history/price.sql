-- Names that a migration of the application left behind; ODB derives other ones.
ALTER SEQUENCE "price_data_5min_id_seq" RENAME TO "price_data_5min_new_id_seq";
ALTER INDEX "price_data_5min_pkey" RENAME TO "price_data_5min_new_pkey";
