-- What people call how it ended, kept with the settlement; null for what is pending, and for what older versions settled.
ALTER TABLE state ADD COLUMN outcome TEXT;
