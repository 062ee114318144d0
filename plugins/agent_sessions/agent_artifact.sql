-- An algorithm may come from an artifact. The two tables are made in either order.
DO $$
BEGIN
    IF to_regclass('algorithms') IS NOT NULL AND NOT EXISTS (
        SELECT FROM pg_constraint
        WHERE conrelid = to_regclass('algorithms') AND conname = 'algorithms_artifact_id_fkey')
    THEN
        ALTER TABLE "algorithms" ADD CONSTRAINT "algorithms_artifact_id_fkey"
            FOREIGN KEY ("artifact_id") REFERENCES "agent_artifacts" ("id");
    END IF;
END
$$;
