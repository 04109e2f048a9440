vim.api.nvim_create_autocmd({ "BufRead", "BufNewFile" }, {
  pattern = "*.cx",
  callback = function(event)
    vim.bo[event.buf].filetype = "cx"
  end,
})
